"""Which model is asked: traits of the work, rules over them, and a market that goes on when a model cannot."""
