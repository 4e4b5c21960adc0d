from editor.ui.loaded_picture import LoadedPicture


def test_a_picture_that_did_not_come_has_no_image_and_says_why() -> None:
    picture = LoadedPicture("/a.jpg", why="It is not there.")
    assert (picture.image, picture.width, picture.why) == (None, 0, "It is not there.")
