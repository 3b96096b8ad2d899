"""A neural network that can be read in an afternoon, in the order of this list.

    activations       from a weighted input to how lit a neuron is
    layer             a row of neurons that read the same numbers
    preprocessing     an image of any size becomes the pixels that a network reads
    network           layers in a row; reads digits
    digest            content gets a short name of its own
    files             what is a file, how it is read and written
    parameters        networks from and to files
    mnist             70,000 handwritten digits
    cost              how wrong an output is
    backpropagation   how the cost changes with each weight and bias
    gradient_descent  learning: small steps downhill
    picture_file      a picture of any kind becomes shades of grey
    photo             a photograph becomes an image: which of it is ink
    __main__          the command line, python -m nn_core

Each imports only from those above it. The wings build on them: evaluation, training, experiments, laboratory, plots.
"""

import importlib

from nn_core.activations import relu, relu_derivative, sigmoid, sigmoid_derivative
from nn_core.layer import Layer
from nn_core.preprocessing import frame, prepare, straighten
from nn_core.network import ForwardPass, Network, accuracy
from nn_core.parameters import load_network, load_networks, network_names, save_network, save_networks
from nn_core.mnist import load_mnist
from nn_core.cost import cross_entropy, one_hot, squared_cost
from nn_core.backpropagation import backpropagate
from nn_core.gradient_descent import train

__all__ = [
    "ForwardPass",
    "Layer",
    "Network",
    "accuracy",
    "backpropagate",
    "cross_entropy",
    "frame",
    "load_mnist",
    "load_network",
    "load_networks",
    "network_names",
    "one_hot",
    "prepare",
    "relu",
    "relu_derivative",
    "save_network",
    "save_networks",
    "sigmoid",
    "sigmoid_derivative",
    "squared_cost",
    "straighten",
    "train",
]


def __getattr__(name):
    if name == "plots":
        return importlib.import_module("nn_core.plots")
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("thirteen-thousand-dials")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return [*__all__, "__version__", "plots"]
