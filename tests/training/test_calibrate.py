"""The fit turns overconfident answers into the share that is right."""

import numpy as np

from calibrate import calibration_error, fit


def test_fit_finds_scale_and_shift() -> None:
    chance = np.random.default_rng(3)
    logit = chance.normal(0.5, 3, 4000)
    right = (chance.random(4000) < 1 / (1 + np.exp(-(0.4 * logit - 0.5)))).astype(float)
    sure = 1 / (1 + np.exp(-logit))
    scale, shift = fit(sure, right)
    assert abs(scale - 0.4) < 0.05 and abs(shift + 0.5) < 0.1
    assert calibration_error(sure, right) > 0.1
    assert calibration_error(1 / (1 + np.exp(-(scale * logit + shift))), right) < 0.03
