"""The trained model that ships: a linear model first, an encoder where it matters."""

from civilbot.classifier.cascade import Classifier
from civilbot.classifier.shipped import load

__all__ = ["Classifier", "load"]
