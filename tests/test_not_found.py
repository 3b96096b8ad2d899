"""The page for what is not found shows three digits that the network really reads as 4, 0 and 4."""

import numpy as np

from nn_core import load_mnist, load_network
from nn_core.publish.output.not_found import figure, readings


def test_the_network_reads_three_different_training_digits_as_4_0_4_and_their_labels_agree():
    network, digits, images = load_network("straightened"), load_mnist().train[:100], []
    for image, answer, output in readings():
        (place,) = np.flatnonzero((digits.images == np.rint(image * 255)).all(axis=(1, 2)))
        assert answer == digits.labels[place] == network.read(digits.images[place])
        assert output == network.forward(network.prepare(digits.images[place]))[answer]
        images.append(place)
    assert [digits.labels[place] for place in images] == [4, 0, 4] and len(set(images)) == 3


def test_the_picture_says_each_answer_with_its_output_names_no_file_and_is_small():
    picture = figure()
    for _, answer, output in readings():
        assert f"a {answer}, with an output of {output:.4f}" in picture
    assert "href" not in picture and "url(" not in picture and len(picture) < 16_000
