"""Which broker is set up, and with whose password, from the environment (``DUANJU_BROKER…``)."""

from typing import Any, Self

from pydantic import Field, SecretStr

from shared.artifacts.settings import Secret
from shared.runtime.broker import BrokerSettings


class AdminSettings(BrokerSettings):
    """The broker, and the admin whom it knows from its own settings."""

    broker_admin_user: str = Field(min_length=1)
    broker_admin_password: Secret
    partitions: int = Field(default=8, ge=1, le=1000)
    """Of every event's topic: so many workers of a service read at the same time."""

    @property
    def as_admin(self) -> Self:
        """The way in for the admin."""
        return self._entered_by(self.broker_admin_user, self.broker_admin_password, "PLAIN")

    def as_user(self, name: str, password: SecretStr) -> Self:
        """The way in for a user of ours."""
        return self._entered_by(name, password, "SCRAM-SHA-512")

    def _entered_by(self, user: str, password: SecretStr, mechanism: str) -> Self:
        who = {"broker_user": user, "broker_password": password, "broker_mechanism": mechanism}
        return self.model_copy(update=who)

    @property
    def client(self) -> dict[str, Any]:
        """The admin's way in, for librdkafka. What it has to say is in the errors that it raises."""
        trust = {"ssl.ca.location": str(self.broker_ca)} if self.broker_ca else {}
        return trust | {
            "bootstrap.servers": self.broker,
            "security.protocol": "SASL_SSL" if self.broker_tls else "SASL_PLAINTEXT",
            "sasl.mechanism": "PLAIN",
            "sasl.username": self.broker_admin_user,
            "sasl.password": self.broker_admin_password.get_secret_value(),
            "log_level": 0,
        }
