// What browsers copy, as they copy it. `SECRET` stands for what must never be printed.

export const CHROMIUM_BASH = String.raw`curl 'https://api.example/users?a=1&b=%7B2%7D' \
  -X 'PUT' \
  -H 'accept: application/json, text/plain, */*' \
  -H 'accept-language: de-DE,de;q=0.9' \
  -H 'authorization: Bearer SECRET' \
  -H 'content-type: application/json' \
  -b 'sid=SECRET; theme=dark' \
  -H 'origin: https://shop.example' \
  -H 'priority: u=1, i' \
  -H 'referer: https://shop.example/' \
  -H 'sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"' \
  -H 'sec-fetch-mode: cors' \
  -H 'user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36' \
  --data-raw $'{"name":"J\u00f6rg\'s \ud83d\ude00\u0021","note":"a\\\\b\\nc"}'`;

export const CHROMIUM_CMD = `curl ^"https://api.example/users?a=1^&b=^%^7B2^%^7D^" ^\r
  -X ^"PUT^" ^\r
  -H ^"accept: application/json, text/plain, */*^" ^\r
  -H ^"authorization: Bearer SECRET^" ^\r
  -H ^"content-type: application/json^" ^\r
  -b ^"sid=SECRET^" ^\r
  -H ^"origin: https://shop.example^" ^\r
  -H ^"sec-ch-ua: ^\\^"Chromium^\\^";v=^\\^"140^\\^"^" ^\r
  -H ^"user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64)^" ^\r
  --data-raw ^"^{^\\^"name^\\^":^\\^"a^&b^|c^\\^"^}^"`;

export const CHROMIUM_POWERSHELL = `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0 (Windows NT 10.0)"
$session.Cookies.Add((New-Object System.Net.Cookie("sid", "SECRET", "/", "api.example")))
Invoke-WebRequest -UseBasicParsing -Uri "https://api.example/users?a=1&b=%7B2%7D" \`
-Method "PUT" \`
-WebSession $session \`
-Headers @{
"authority"="api.example"
  "method"="PUT"
  "path"="/users?a=1"
  "scheme"="https"
  "accept"="application/json, text/plain, */*"
  "authorization"="Bearer SECRET"
  "origin"="https://shop.example"
  "sec-ch-ua"="\`"Chromium\`";v=\`"140\`""
} \`
-ContentType "application/json" \`
-Body ([System.Text.Encoding]::UTF8.GetBytes("{\`"name\`":\`"$([char]8364) (x)\`"}"))`;

export const CHROMIUM_FETCH = `fetch("https://api.example/users?a=1&b=%7B2%7D", {
  "headers": {
    "accept": "application/json, text/plain, */*",
    "accept-language": "de-DE,de;q=0.9",
    "authorization": "Bearer SECRET",
    "content-type": "application/json",
    "priority": "u=1, i",
    "sec-ch-ua": "\\"Chromium\\";v=\\"140\\"",
    "sec-fetch-mode": "cors"
  },
  "referrer": "https://shop.example/",
  "body": "{\\"name\\":\\"J\u00f6rg\\"}",
  "method": "PUT",
  "mode": "cors",
  "credentials": "include"
});`;

export const FIREFOX_FETCH = `await fetch("https://api.example/users?a=1&b=%7B2%7D", {
    "credentials": "include",
    "headers": {
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Accept": "application/json, text/plain, */*",
        "Accept-Language": "en-US,en;q=0.5",
        "Authorization": "Bearer SECRET",
        "Content-Type": "application/json",
        "Sec-Fetch-Dest": "empty",
        "Sec-Fetch-Mode": "cors",
        "Priority": "u=0"
    },
    "referrer": "https://shop.example/",
    "body": "{\\"a\\":1}",
    "method": "PUT",
    "mode": "cors"
});`;

export const FIREFOX_BASH = String.raw`curl 'https://api.example/users?a=1&b=%7B2%7D' \
  --compressed \
  -X PUT \
  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' \
  -H 'Accept: application/json, text/plain, */*' \
  -H 'Accept-Language: en-US,en;q=0.5' \
  -H 'Accept-Encoding: gzip, deflate, br, zstd' \
  -H 'Authorization: Bearer SECRET' \
  -H 'Content-Type: application/json' \
  -H 'Origin: https://shop.example' \
  -H 'Connection: keep-alive' \
  -H 'Cookie: sid=SECRET' \
  -H 'Sec-Fetch-Mode: cors' \
  -H 'DNT: 1' \
  --data-raw '{"a":1}'`;

export const FIREFOX_CMD = `curl "https://api.example/users?a=1&b=%7B2%7D" ^
  --compressed ^
  -X PUT ^
  -H "User-Agent: Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0" ^
  -H "Authorization: Bearer SECRET" ^
  -H "Content-Type: application/json" ^
  -H "Origin: https://shop.example" ^
  -H "Cookie: sid=SECRET" ^
  --data-raw "{""a"":""b^c""}"`;

export const SAFARI_BASH = `curl 'https://api.example/users?a=1&b=%7B2%7D' \\
-X 'PUT' \\
-H 'Content-Type: application/json' \\
-H 'Authorization: Bearer SECRET' \\
-H 'Accept: */*' \\
-H 'Sec-Fetch-Site: cross-site' \\
-H 'Cookie: sid=SECRET' \\
-H 'Origin: https://shop.example' \\
-H 'User-Agent: Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15' \\
--data-binary '{"a":1}'`;

export const SAFARI_FETCH = `fetch("https://api.example/users?a=1&b=%7B2%7D", {
    "body": "{\\"a\\":1}",
    "cache": "default",
    "credentials": "include",
    "headers": {
        "Accept": "*/*",
        "Authorization": "Bearer SECRET",
        "Content-Type": "application/json",
        "User-Agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
    },
    "method": "PUT",
    "mode": "cors",
    "redirect": "follow",
    "referrer": "https://shop.example/",
    "referrerPolicy": "strict-origin-when-cross-origin"
})`;
