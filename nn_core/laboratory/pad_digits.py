"""The pad can show an example: a few of the test images, small enough to be fetched when somebody asks for one."""

import base64

import numpy as np

from nn_core.mnist import load_mnist


def pad_digits(each=4):
    """The first few test images of each digit, in the order of the data set: plain values, ready to become JSON.

    each: how many of every digit.  Returns {"side": 28, "digits": [{"index", "label", "pixels"}, …]}, where index
    counts the test images from 0, and pixels are the 784 grey values, a byte each, 0 black to 255 white, in base64.
    """
    test = load_mnist().test
    first = sorted(index for digit in range(10) for index in np.flatnonzero(test.labels == digit)[:each].tolist())
    return {
        "side": test.images.shape[-1],
        "digits": [
            {
                "index": index,
                "label": int(test.labels[index]),
                "pixels": base64.b64encode(test.images[index].tobytes()).decode("ascii"),
            }
            for index in first
        ],
    }
