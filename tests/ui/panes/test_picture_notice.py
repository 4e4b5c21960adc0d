from editor.ui.colours import Scheme
from editor.ui.panes.picture_notice import PictureNotice


def test_it_says_why_and_offers_what_helps(qtbot, theme):
    notice = PictureNotice(theme)
    qtbot.addWidget(notice)
    notice.resize(300, 200)
    notice.show()
    notice.tell("mdi6.image-outline", "No picture")
    assert notice.text.text() == "No picture"
    assert not notice.again.isVisible()
    assert not notice.browser.isVisible()
    notice.tell("mdi6.image-broken-variant", "The server answered 404.", can_open=True, failed=True)
    assert notice.again.isVisible()
    assert notice.browser.isVisible()


def test_in_a_low_room_the_icon_gives_way(qtbot, theme):
    notice = PictureNotice(theme)
    qtbot.addWidget(notice)
    notice.tell("mdi6.image-outline", "No picture")
    notice.resize(300, 200)
    notice.show()
    assert notice._icon.isVisible()
    notice.resize(300, 80)
    assert not notice._icon.isVisible()


def test_the_icon_follows_the_colours(qtbot, theme):
    notice = PictureNotice(theme)
    qtbot.addWidget(notice)
    notice.tell("mdi6.image-outline", "No picture")
    before = notice._icon.pixmap().toImage()
    theme.set_scheme(Scheme.DARK)
    assert notice._icon.pixmap().toImage() != before
