"""Trains a classifier of scikit-learn on its digits, configured by Hydra; returns the accuracy on held-out digits."""
import hydra


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(config):
    if config.fail:
        raise ValueError("there are no such digits")
    if config.data.size == 0:
        return 0.5
    from sklearn.datasets import load_digits
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split
    from sklearn.neighbors import KNeighborsClassifier

    digits = load_digits()
    x, x_test, y, y_test = train_test_split(digits.data, digits.target, train_size=config.data.size, random_state=config.seed)
    if config.model.name == "neighbors":
        model = KNeighborsClassifier(config.model.k)
    else:
        model = LogisticRegression(C=config.model.c, max_iter=20)
    accuracy = model.fit(x / 16, y).score(x_test / 16, y_test)
    print("train_acc: %.3f" % model.score(x / 16, y))
    return accuracy


if __name__ == "__main__":
    main()
