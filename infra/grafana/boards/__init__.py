"""Every dashboard."""

from infra.grafana.boards.money import MONEY
from infra.grafana.boards.production import PRODUCTION
from infra.grafana.boards.providers import PROVIDERS
from infra.grafana.boards.services import SERVICES

BOARDS = (PRODUCTION, MONEY, SERVICES, PROVIDERS)
