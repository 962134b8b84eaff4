import type { Reply } from "../http/reply";
import type { Moment } from "../stamps";

/** Answers of the gateways before the service: XML, bare JSON in lower case, a web page (docs/en/quickbooks.md, "Errors"). */
export const THROTTLED = "The request limit was reached.  Try again later";
const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function xmlFault(at: Moment, type: string, code: string, message: string, detail?: string): string {
  const tail = detail === undefined ? "" : `\n      <Detail>${detail}</Detail>`;
  return `${XML_HEAD}<IntuitResponse time="${at.text}" xmlns="http://schema.intuit.com/finance/v3">
  <Fault type="${type}">
    <Error code="${code}">
      <Message>${message}</Message>${tail}
    </Error>
  </Fault>
</IntuitResponse>
`;
}

export function gatewayMessage(name: string, code: string, status: number): string {
  return `message=${name}; errorCode=${code.padStart(6, "0")}; statusCode=${status}`;
}

export function bareGatewayFault(status: number, name: string, code: string, detail: string | null = null): Reply {
  const error = { message: gatewayMessage(name, code, status), detail, code, element: null };
  return { status, type: "json-bare", body: `{"fault":{"error":[${JSON.stringify(error)}],"type":"SERVICE"}}` };
}

export function gatewayPage(status: number, title: string): Reply {
  return {
    status,
    type: "html",
    body: `<html>
<head><title>${status} ${title}</title></head>
<body bgcolor="white">
<center><h1>${status} ${title}</h1></center>
<hr><center>Avi Vantage/</center>
</body>
</html>
`,
  };
}

/** A path that nobody serves; seen in 2017: ruckus/quickbooks-ruby issue 363. */
export function notFoundPage(path: string): Reply {
  return {
    status: 404,
    type: "html",
    body: `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
<html><head>
<title>404 Not Found</title>
</head><body>
<h1>Not Found</h1>
<p>The requested URL ${path.replace(/\?.*$/s, "").replace(/[<>&"]/g, "")} was not found on this server.</p>
</body></html>
`,
  };
}

export function unauthorized(detail: string, at: Moment): Reply {
  const error = { message: gatewayMessage("AuthenticationFailed", "3200", 401), detail, code: "3200", element: null };
  const body = {
    warnings: null,
    intuitObject: null,
    fault: { error: [error], type: "AUTHENTICATION" },
    report: null,
    queryResponse: null,
    batchItemResponse: [],
    attachableResponse: [],
    syncErrorResponse: null,
    requestId: null,
    time: Math.floor(at.ms),
    status: null,
    cdcresponse: [],
  };
  return {
    status: 401,
    type: "json-bare",
    body: JSON.stringify(body),
    headers: { "WWW-Authenticate": 'Bearer realm="Intuit", error="invalid_token"' },
  };
}

export function throttled(at: Moment): Reply {
  return {
    status: 429,
    type: "xml",
    body: xmlFault(at, "SERVICE", "3001", gatewayMessage("ThrottleExceeded", "3001", 429), THROTTLED),
  };
}

export function forbidden(): Reply {
  return bareGatewayFault(403, "ApplicationAuthorizationFailed", "3100");
}
