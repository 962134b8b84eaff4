"""The part of Mage's environment that a program gets."""

from collections.abc import Mapping

# Programs do not need the rest of Mage's environment, such as the password of Mage's database.
ENVIRONMENT = """
    PATH HOME TZ LANG LC_ALL QBO_API_BASE_URL QBO_OAUTH_TOKEN_URL QBO_ADDRESSES_FILE
    PGSSLMODE PGSSLROOTCERT PGSSLCERT PGSSLKEY
    HTTPS_PROXY https_proxy ALL_PROXY all_proxy NO_PROXY no_proxy NODE_EXTRA_CA_CERTS
""".split()


def environment(mage: Mapping[str, str]) -> dict[str, str]:
    """The environment of a program."""
    given = {name: mage[name] for name in ENVIRONMENT if name in mage}
    # A company's CA is most often given in OpenSSL's variable. Node reads another variable.
    if "NODE_EXTRA_CA_CERTS" not in given and mage.get("SSL_CERT_FILE"):
        given["NODE_EXTRA_CA_CERTS"] = mage["SSL_CERT_FILE"]
    return given
