"""nn_core is a neural network that can be read in an afternoon, module by module, in the order of this list."""

from nn_core.activations import relu, relu_derivative, sigmoid, sigmoid_derivative
from nn_core.layer import Layer
from nn_core.preprocessing import frame, prepare, straighten
from nn_core.network import ForwardPass, Network, accuracy
from nn_core.parameters import load_network, load_networks, network_names, save_network, save_networks
from nn_core.mnist import load_mnist
from nn_core.cost import cross_entropy, one_hot, squared_cost
from nn_core.backpropagation import backpropagate
from nn_core.gradient_descent import train
