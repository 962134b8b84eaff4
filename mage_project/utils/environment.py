"""What of Mage's environment is a program's business."""

from collections.abc import Mapping

# The rest of Mage's environment, its database password among it, is none of the program's business.
ENVIRONMENT = """
    PATH HOME TZ LANG LC_ALL QBO_API_BASE_URL QBO_OAUTH_TOKEN_URL QBO_ADDRESSES_FILE
    PGSSLMODE PGSSLROOTCERT PGSSLCERT PGSSLKEY
    HTTPS_PROXY https_proxy ALL_PROXY all_proxy NO_PROXY no_proxy NODE_EXTRA_CA_CERTS
""".split()


def environment(mage: Mapping[str, str]) -> dict[str, str]:
    """What a program gets of Mage's environment."""
    given = {name: mage[name] for name in ENVIRONMENT if name in mage}
    # A company's CA is most often named for OpenSSL, and Node reads a name of its own.
    if "NODE_EXTRA_CA_CERTS" not in given and mage.get("SSL_CERT_FILE"):
        given["NODE_EXTRA_CA_CERTS"] = mage["SSL_CERT_FILE"]
    return given
