"""The same network in scikit-learn and in PyTorch, each written the way its makers would want it to be fast."""

import warnings

import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from nn_core.training.learner import learning_rate_at

HIDDEN = (16, 16)
torch.set_num_threads(1)
warnings.simplefilter("ignore", ConvergenceWarning)


class ScikitLearn:
    """MLPClassifier, which always has a softmax output; one call of `learn` is one epoch."""

    def __init__(self, solver, batch, learning_rate, hidden, seed=1):
        self.model = MLPClassifier(
            HIDDEN,
            activation="logistic" if hidden == "sigmoid" else hidden,
            solver=solver,
            alpha=0.0,
            batch_size=batch,
            learning_rate_init=learning_rate,
            momentum=0.0,
            nesterovs_momentum=False,
            random_state=seed,
        )

    def learn(self, pixels, labels):
        self.model.partial_fit(pixels, labels, classes=range(10))

    def forward(self, pixels):
        return self.model.predict_proba(pixels)

    def right(self, pixels, labels):
        return np.mean(self.model.predict(pixels) == labels)


class PyTorch:
    """Linear layers in a Sequential, on tensors that hold all images; one call of `learn` is one epoch.

    cost: "squared" on sigmoid outputs, or "cross-entropy" on a softmax.  epochs: the length of the schedule
    (warm-up, then a cosine), if there is to be one.
    """

    def __init__(self, solver, batch, learning_rate, hidden, cost, seed=1, epochs=None, weight_decay=0.0, dtype=torch.float32):
        torch.manual_seed(seed)
        bend = {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh}[hidden]
        layers = [torch.nn.Linear(784, 16), bend(), torch.nn.Linear(16, 16), bend(), torch.nn.Linear(16, 10)]
        if cost == "squared":
            layers.append(torch.nn.Sigmoid())
        self.model = torch.nn.Sequential(*layers).to(dtype)
        solvers = {"sgd": torch.optim.SGD, "adam": torch.optim.AdamW}
        self.solver = solvers[solver](self.model.parameters(), lr=learning_rate, weight_decay=weight_decay)
        self.cost = torch.nn.functional.mse_loss if cost == "squared" else torch.nn.functional.cross_entropy
        self.batch, self.learning_rate, self.epochs, self.steps = batch, learning_rate, epochs, 0

    def learn(self, pixels, target):
        order = torch.randperm(len(pixels))
        for start in range(0, len(order), self.batch):
            batch = order[start : start + self.batch]
            if self.epochs:
                share = self.steps / (self.epochs * len(pixels) / self.batch)
                self.solver.param_groups[0]["lr"] = learning_rate_at(min(share, 1.0), self.learning_rate)
            self.solver.zero_grad()
            self.cost(self.model(pixels[batch]), target[batch]).backward()
            self.solver.step()
            self.steps += 1

    def forward(self, pixels):
        with torch.inference_mode():
            return self.model(pixels)

    def right(self, pixels, labels):
        return (self.forward(pixels).argmax(1) == labels).double().mean().item()
