"""One trial of the study in digits.yaml: trains a classifier of handwritten digits and reports its accuracy per epoch.

    python3 digits.py --model=net --learning_rate=0.003 --hidden=32

The data are scikit-learn's digits (1,797 images of 8 x 8, E. Alpaydin and C. Kaynak, UCI, doi:10.24432/C50P49), which its
package ships. Needs ``pip install scikit-learn``; the Trialog client is found in the toolkit beside this directory.
"""

import argparse
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "toolkit", "clients"))

import numpy as np
import trialog
from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", choices=["linear", "net"], default="net")
    parser.add_argument("--learning_rate", type=float, default=0.003)
    parser.add_argument("--alpha", type=float, default=1e-4, help="L2 penalty")
    parser.add_argument("--loss", choices=["log_loss", "hinge"], default="log_loss", help="of the linear model")
    parser.add_argument("--hidden", type=int, default=32, help="units of the net")
    parser.add_argument("--batch", type=int, default=64, help="batch size of the net")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def classifier(args):
    if args.model == "linear":
        return SGDClassifier(
            loss=args.loss, alpha=args.alpha, learning_rate="constant", eta0=args.learning_rate, random_state=args.seed
        )
    return MLPClassifier(
        hidden_layer_sizes=(args.hidden,),
        alpha=args.alpha,
        batch_size=args.batch,
        learning_rate_init=args.learning_rate,
        random_state=args.seed,
    )


def main():
    args = arguments()
    images, labels = load_digits(return_X_y=True)
    images = images / 16
    images, test_images, labels, test_labels = train_test_split(images, labels, test_size=400, random_state=0)
    images, val_images, labels, val_labels = train_test_split(images, labels, test_size=400, random_state=0)
    model = classifier(args)
    accuracy = 0.0
    for epoch in range(1, args.epochs + 1):
        model.partial_fit(images, labels, classes=np.unique(labels))
        accuracy = model.score(val_images, val_labels)
        trialog.log({"val_accuracy": accuracy}, epoch)
    trialog.finish({"val_accuracy": accuracy, "test_accuracy": model.score(test_images, test_labels)})


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main()
