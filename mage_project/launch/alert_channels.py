"""Where alerts go: Slack, any webhook, e-mail. A channel is on if its secret is in Mage."""

import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests

if TYPE_CHECKING:
    from mage_project.launch.alerts import Alert

PATIENCE_S = 5  # Mage's scheduler waits for it
SECRETS = """
    ALERT_ON ALERT_SLACK_WEBHOOK ALERT_WEBHOOK ALERT_EMAIL_TO ALERT_EMAIL_FROM ALERT_SMTP_HOST ALERT_SMTP_PORT ALERT_SMTP_USER
    ALERT_SMTP_PASSWORD
""".split()
ALERT_ON = "failure"
SMTP_PORT = 587
SMTPS_PORT = 465
LOOPBACK = ("localhost", "127.0.0.1", "::1")


Secrets = Mapping[str, str]


class NotSent(Exception):
    """Why a channel did not accept the alert. The text does not hold the channel's address, which is a secret."""


def deliver(make_alert: "Callable[[], Alert]", on: str) -> None:
    """
    Sends the alert to every channel that is on. It raises nothing, since Mage's scheduler continues with the run afterwards.
    If a channel refuses the alert, the reason is printed into Mage's log.
    """
    try:
        secrets = read_secrets()
        if on in (secrets.get("ALERT_ON") or ALERT_ON):
            alert = make_alert()
            for name, send in CHANNELS.items():
                if secrets.get(name):
                    send_or_say_why_not(name, send, alert, secrets)
    except Exception as error:
        print(f"An alert was not sent: {type(error).__name__}", flush=True)


def send_or_say_why_not(name: str, send: "Callable[[Alert, Secrets], None]", alert: "Alert", secrets: Secrets) -> None:
    try:
        send(alert, secrets)
    except (NotSent, OSError, smtplib.SMTPException, ValueError) as error:
        reason = error if isinstance(error, NotSent) else type(error).__name__
        print(f"The alert about run {alert.run} was not sent by {name}: {reason}", flush=True)


def read_secrets() -> dict[str, str]:
    from mage_ai.data_preparation.shared.secrets import get_secret_value

    return {name: value for name in SECRETS if (value := get_secret_value(name, suppress_warning=True))}


def to_slack(alert: "Alert", secrets: Secrets) -> None:
    post(secrets["ALERT_SLACK_WEBHOOK"], {"text": f"*{alert.title}*\n{alert.text_and_url}"})


def to_webhook(alert: "Alert", secrets: Secrets) -> None:
    post(secrets["ALERT_WEBHOOK"], alert.as_json())


def post(url: str, body: object) -> None:
    """Post to a secret address. The errors of `requests` hold the address, so none of them is shown."""
    if not is_private(url):
        raise NotSent(
            "its address begins neither with https:// nor with http:// and this machine or a name without a dot."
        )
    try:
        answer = requests.post(url, json=body, timeout=PATIENCE_S, allow_redirects=False)
    except requests.RequestException as error:
        raise NotSent(f"no answer ({type(error).__name__})") from None
    if not answer.ok:
        raise NotSent(f"HTTP {answer.status_code}")


def is_private(url: str) -> bool:
    """Whether nobody on the way can read the address: it is sent over TLS, or it does not leave the local network."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.scheme == "https" or (
        parts.scheme == "http" and (host in LOOPBACK or (host != "" and "." not in host))
    )


def to_mailbox(alert: "Alert", secrets: Secrets) -> None:
    host, sender = secrets.get("ALERT_SMTP_HOST"), secrets.get("ALERT_EMAIL_FROM")
    if not host or not sender:
        raise NotSent("it needs ALERT_SMTP_HOST and ALERT_EMAIL_FROM, too.")
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = alert.title, sender, secrets["ALERT_EMAIL_TO"]
    message.set_content(alert.text_and_url)
    with connect(host, int(secrets.get("ALERT_SMTP_PORT") or SMTP_PORT)) as server:
        user, password = secrets.get("ALERT_SMTP_USER"), secrets.get("ALERT_SMTP_PASSWORD")
        if user and password:
            if not isinstance(server, smtplib.SMTP_SSL):
                server.starttls(context=ssl.create_default_context())
            server.login(user, password)
        server.send_message(message)


def connect(host: str, port: int) -> smtplib.SMTP:
    if port == SMTPS_PORT:
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE_S, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=PATIENCE_S)


CHANNELS: "dict[str, Callable[[Alert, Secrets], None]]" = {
    "ALERT_SLACK_WEBHOOK": to_slack,
    "ALERT_WEBHOOK": to_webhook,
    "ALERT_EMAIL_TO": to_mailbox,
}
