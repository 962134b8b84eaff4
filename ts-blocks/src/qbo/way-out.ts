import { existsSync } from "node:fs";
import { getProxyForUrl } from "proxy-from-env";
import { ConfigError } from "../errors";
import type { Reply } from "./reply";

/** The names of environment variables that may hold a proxy, in order of preference. */
const PROXY_NAMES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] as const;

/** What lies between a program and Intuit, and is not Intuit's. */
export const WAY_OUT = "names, firewall, proxy";

/** OpenSSL's words for a certificate that does not prove who the server is (Node's documentation of `tls`, X509 errors). */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CRL_/;
const OUT_OF_DATE = /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/;
/** Statuses below 500 that may pass without a change. */
const PASSING = new Set([408, 429]);

/**
 * A proxy without a scheme speaks http, as for curl and others. axios would take the scheme of the address that is asked for.
 *
 * @throws ConfigError `PROXY_UNUSABLE`. The value may hold a password and is not shown.
 */
export function readProxyAsHttp(env: NodeJS.ProcessEnv): void {
  for (const name of PROXY_NAMES) {
    const value = env[name]?.trim();
    if (value === undefined || value === "") continue;
    const address = value.includes("://") ? value : `http://${value}`;
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) throw unusable(name);
    env[name] = address;
  }
}

/** @returns host and port of the proxy for an address, without its user and password; undefined if there is none. */
export function proxyOf(url: string): string | undefined {
  // Plain http is for this machine and its compose network.
  if (!url.startsWith("https:")) return undefined;
  const proxy = getProxyForUrl(url);
  return proxy === "" ? undefined : new URL(proxy).host;
}

/** What it means when the proxy has answered instead of the server. */
export function refusalOf(proxy: string, status: number, url: string): Reply {
  if (status >= 500 || PASSING.has(status)) {
    return { kind: "broken", reason: `the proxy ${proxy} answered HTTP ${status}` };
  }
  const { hostname } = new URL(url);
  const error =
    status === 407
      ? new ConfigError("PROXY_REFUSED", `The proxy ${proxy} asks for a user and a password (HTTP 407).`, {
          remedy:
            "Write them into HTTPS_PROXY as http://user:password@host:port, where Mage is started, and start Mage again.",
        })
      : new ConfigError("PROXY_REFUSED", `The proxy ${proxy} does not lead to ${hostname} (HTTP ${status}).`, {
          remedy: `Ask the person who runs it to allow ${hostname}, or name another proxy in HTTPS_PROXY, or name the host in NO_PROXY to use none; then start Mage again.`,
        });
  return { kind: "barred", error };
}

/** @param code the error code of the network driver. */
export function certificateRefusal(code: string, url: string): Reply | undefined {
  if (!CERTIFICATE.test(code)) return undefined;
  const message = `The certificate that is shown for ${new URL(url).hostname} is not trusted (${code}).`;
  const remedy = OUT_OF_DATE.test(code)
    ? "Look whether the clock of Mage's machine is right; if it is, ask the person who runs the network."
    : ofOwnCa(process.env.NODE_EXTRA_CA_CERTS);
  return { kind: "barred", error: new ConfigError("CERTIFICATE_NOT_TRUSTED", message, { remedy }) };
}

/** Node says nothing in words of ours about a file that it cannot read. */
function ofOwnCa(file: string | undefined): string {
  const again = "where Mage is started, and start Mage again.";
  if (!file) {
    return `If your company's network opens connections, name the file of its CA certificate in NODE_EXTRA_CA_CERTS, ${again}`;
  }
  return existsSync(file)
    ? `The file in NODE_EXTRA_CA_CERTS does not hold the CA that signed it: add that to the file, ${again}`
    : `NODE_EXTRA_CA_CERTS names a file that is not on this machine: correct it, ${again}`;
}

function unusable(name: string): ConfigError {
  return new ConfigError("PROXY_UNUSABLE", `The variable ${name} holds no address of an http proxy.`, {
    remedy:
      "Write it as http://host:port, or as http://user:password@host:port with %23 for # and %40 for @; or remove it. Set it where Mage is started; then start Mage again.",
  });
}
