from pathlib import Path

import pytest

from editor.model.site.layout import Site, open_site
from editor.model.site.pictures import local_picture
from tests.helpers.harbour_site import Write


@pytest.fixture
def site(harbour: Path) -> Site:
    (harbour / "assets" / "images" / "old pier ü.png").write_bytes(b"")
    return open_site(harbour)


@pytest.mark.parametrize(
    "url",
    [
        "https://harbourtimes.example/daily/assets/images/harbour.png",
        "http://harbourtimes.example/daily/assets/images/harbour.png",
        "//HarbourTimes.example/daily/assets/images/harbour.png",
        "https://harbourtimes.example/daily/assets/images/harbour.png?size=50#top",
        "/assets/images/harbour.png",
        "/daily/assets/images/harbour.png",
        "assets/images/harbour.png",
        " assets/images/harbour.png\n",
        "/assets/./images/harbour.png",
        "{{ site.baseurl }}/assets/images/harbour.png",
        "{{site.url}}{{site.baseurl}}/assets/images/harbour.png",
        '{{ "/assets/images/harbour.png" | relative_url }}',
        "{{ '/assets/images/harbour.png' | absolute_url }}",
    ],
)
def test_the_sites_own_addresses_are_files_of_its_folder(site: Site, url: str):
    assert local_picture(site, url) == site.root / "assets" / "images" / "harbour.png"


@pytest.mark.parametrize("url", ["/assets/images/old%20pier%20%C3%BC.png", "/assets/images/old pier ü.png"])
def test_blanks_and_accents_may_be_spelled_either_way(site: Site, url: str):
    assert local_picture(site, url) == site.root / "assets" / "images" / "old pier ü.png"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/",
        "/daily/",
        "https://harbourtimes.example/assets/images/harbour.png",
        "https://harbourtimes.example/dailyassets/images/harbour.png",
        "https://harbourtimes.example.evil.example/daily/assets/images/harbour.png",
        "https://pictures.example/daily/assets/images/harbour.png",
        "ftp://harbourtimes.example/daily/assets/images/harbour.png",
        "file:///etc/hostname",
        "data:image/png;base64,AAAA",
        "/assets/images/gone.png",
        "/assets/images",
        "/assets//images/harbour.png",
        "https://[half",
        "/assets/images/%ff.png",
        "/assets/images/harbour.png%00",
        "C:\\assets\\harbour.png",
    ],
)
def test_other_addresses_are_none_of_its_files(site: Site, url: str):
    assert local_picture(site, url) is None


@pytest.mark.parametrize(
    "way",
    ["../secret.png", "%2e%2e/secret.png", "..%2Fsecret.png", "assets/../../secret.png", "..\\secret.png", "out.png"],
)
def test_nothing_outside_of_the_site_is_ever_reached(site: Site, way: str):
    secret = site.root.parent / "secret.png"
    secret.write_bytes(b"")
    (site.root / "out.png").symlink_to(secret)
    for url in (way, f"/{way}", f"/daily/{way}", f"https://harbourtimes.example/daily/{way}"):
        assert local_picture(site, url) is None


def test_a_site_without_a_config_has_its_relative_addresses(write: Write):
    site = open_site(write({"a.md": "", "pictures/a.png": b""}))
    assert local_picture(site, "pictures/a.png") == site.root / "pictures" / "a.png"
    assert local_picture(site, "/pictures/a.png") == site.root / "pictures" / "a.png"
    assert local_picture(site, "https://harbourtimes.example/pictures/a.png") is None
    assert local_picture(site, "//harbourtimes.example/pictures/a.png") is None


def test_a_site_without_a_baseurl_is_at_the_top_of_its_address(write: Write):
    site = open_site(write({"_config.yml": "url: https://harbourtimes.example\n", "a.png": b""}))
    assert local_picture(site, "https://harbourtimes.example/a.png") == site.root / "a.png"
