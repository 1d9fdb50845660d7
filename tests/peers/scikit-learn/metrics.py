#!/usr/bin/python3
"""Reference values for tests/Touchstone.Tests/Evaluation/Metrics, computed without this project's code.

Debian 12: python3-sklearn 1.2.1, python3-scipy 1.10.1, python3-numpy 1.24.2. Prints one value a line; the tests quote them.
"""
import numpy as np
from scipy import optimize, stats
from scipy.special import expit, logit
from sklearn import isotonic, metrics

n = 200
i = np.arange(n)
y = ((i * 7) % 5 < 2).astype(int)                       # 80 manipulated, 120 authentic
s = ((i * 37) % 101) / 8 - 6 + 1.5 * y                  # ties within and between the classes
fpr, tpr, _ = metrics.roc_curve(y, s, drop_intermediate=False)
fnr = 1 - tpr


def show(name, value):
    print(f"{name:24s} {value:.12f}")


show("auc", metrics.roc_auc_score(y, s))
show("ap", metrics.average_precision_score(y, s))
show("eer", optimize.brentq(lambda x: 1 - np.interp(x, fpr, tpr) - x, 0, 1, xtol=1e-15))
k = np.nanargmin(np.abs(fnr - fpr))
show("eer-nist", (fpr[k] + fnr[k]) / 2)
show("eer-argmin", fpr[k])
show("tpr@fpr 0.033", np.interp(0.033, fpr, tpr))
show("min-cost 10,1,0.1", np.min(10 * 0.1 * fnr + 1 * 0.9 * fpr))

called = (s >= 1).astype(int)
for name, f in [("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score), ("iou", metrics.jaccard_score),
                ("mcc", metrics.matthews_corrcoef), ("accuracy", metrics.accuracy_score), ("balanced-accuracy", metrics.balanced_accuracy_score)]:
    show(name, f(y, called))
tn, fp, fn, tp = metrics.confusion_matrix(y, called).ravel()
print("confusion tp fp fn tn    ", tp, fp, fn, tn)

llr = s
bits = lambda x: np.logaddexp(0, x) / np.log(2)
show("cllr", (bits(-llr[y == 1]).mean() + bits(llr[y == 0]).mean()) / 2)
p = isotonic.IsotonicRegression(y_min=0, y_max=1).fit_transform(s, y)
with np.errstate(divide="ignore"):
    best = logit(p) - logit(y.mean())
show("cllr-min", (bits(-best[y == 1]).mean() + bits(best[y == 0]).mean()) / 2)
show("brier, own share", metrics.brier_score_loss(y, expit(llr + logit(y.mean()))))
show("log10 O=1: neutral", stats.entropy([0.1 ** 0.5 / (1 + 0.1 ** 0.5), 1 / (1 + 0.1 ** 0.5)], base=2))
odds = np.log(10) * -0.5
prior = expit(odds)
show("cross-entropy at -0.5", prior * bits(-llr[y == 1] - odds).mean() + (1 - prior) * bits(llr[y == 0] + odds).mean())

# Calibration on 100 distinct scores, so that bins of equal mass need no rule for ties.
j = np.arange(100)
s2 = ((j * 37) % 101) / 8 - 6
y2 = ((j * 7) % 5 < 2).astype(int)
q = expit(s2 + logit(y2.mean()))
order = np.argsort(q)
show("ece, 10 bins", sum(abs(q[b].mean() - y2[b].mean()) * len(b) / 100 for b in np.split(order, 10)))

for k, m, c in [(0, 59, 0.90), (3, 60, 0.95), (17, 400, 0.95)]:
    ci = stats.binomtest(k, m).proportion_ci(c, "exact")
    print(f"clopper-pearson {k}/{m} {c}: {ci.low:.12f} {ci.high:.12f}")
for x in [1e-9, 0.025, 0.3, 0.975]:
    show(f"norm.ppf {x}", stats.norm.ppf(x))
for x, nu in [(0.975, 5), (0.95, 29), (0.025, 2.5)]:
    # stats.t.ppf of this SciPy is off in the tenth digit (its own sf says so); the beta quantile is not.
    b = stats.beta.ppf(2 * min(x, 1 - x), nu / 2, 0.5)
    show(f"t quantile {x} {nu}", np.sign(x - 0.5) * np.sqrt(nu * (1 - b) / b))
for x, a, b in [(0.025, 2, 5.5), (0.9, 0.5, 0.5)]:
    show(f"beta.ppf {x} {a} {b}", stats.beta.ppf(x, a, b))
h, f = 30.5 / 41, 12.5 / 41
zh, zf = stats.norm.ppf([h, f])
var = h * (1 - h) / (40 * stats.norm.pdf(zh) ** 2) + f * (1 - f) / (40 * stats.norm.pdf(zf) ** 2)
print(f"d' 30/40 12/40: {zh - zf:.12f} c {-(zh + zf) / 2:.12f} sd {np.sqrt(var):.12f}")
