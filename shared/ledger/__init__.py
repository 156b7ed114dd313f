"""Paid work: intent, submission, receipt, result; caps; prices. A result is paid at most once, whoever is killed."""

from shared.ledger.accounts import Balance, OverCap, Purse, purse_of
from shared.ledger.attempts import Attempt
from shared.ledger.callbacks import Callbacks
from shared.ledger.hearing import Hearing, hear
from shared.ledger.ledger import REPEAT_UNCERTAIN_BELOW_USD, Ledger, Waiting
from shared.ledger.offers import Accepted, Failed, Market, Offer, Only, Running, Ticket
from shared.ledger.prices import PUBLISHED, Prices, Quote
from shared.ledger.purchase import NeedsRuling
from shared.ledger.records import Parked, Receipt, Ruling, Spend, Terms

__all__ = [
    "PUBLISHED",
    "REPEAT_UNCERTAIN_BELOW_USD",
    "Accepted",
    "Attempt",
    "Balance",
    "Callbacks",
    "Failed",
    "Hearing",
    "Ledger",
    "Market",
    "NeedsRuling",
    "Offer",
    "Only",
    "OverCap",
    "Parked",
    "Prices",
    "Purse",
    "Quote",
    "Receipt",
    "Ruling",
    "Running",
    "Spend",
    "Terms",
    "Ticket",
    "Waiting",
    "hear",
    "purse_of",
]
