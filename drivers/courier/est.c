#include "est.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { CONNECT_S = 10, WHOLE_S = 60, URL = 512 };

struct answer {
    char bytes[EST_ANSWER];
    size_t size;
};

static size_t take(char *data, size_t one, size_t size, void *context)
{
    struct answer *a = context;
    (void)one; /* always 1 (CURLOPT_WRITEFUNCTION(3)) */
    if (size > sizeof a->bytes - 1 - a->size)
        return 0;
    memcpy(a->bytes + a->size, data, size);
    a->size += size;
    return size;
}

static bool prepare(CURL *e, const struct est_setup *s, const char *url, const char *request,
                    struct curl_slist *headers, struct answer *a, char *error)
{
    bool good = !curl_easy_setopt(e, CURLOPT_URL, url) &&
                !curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "https") &&
                !curl_easy_setopt(e, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_3) &&
                !curl_easy_setopt(e, CURLOPT_CAINFO, s->ca) &&
                !curl_easy_setopt(e, CURLOPT_CAPATH, NULL) &&
                !curl_easy_setopt(e, CURLOPT_PROXY, s->proxy) &&
                !curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L) &&
                !curl_easy_setopt(e, CURLOPT_HTTPHEADER, headers) &&
                !curl_easy_setopt(e, CURLOPT_POSTFIELDS, request) &&
                !curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) &&
                !curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S) &&
                !curl_easy_setopt(e, CURLOPT_TIMEOUT, (long)WHOLE_S) &&
                !curl_easy_setopt(e, CURLOPT_ERRORBUFFER, error) &&
                !curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take) &&
                !curl_easy_setopt(e, CURLOPT_WRITEDATA, a);
    if (s->code)
        good = good && !curl_easy_setopt(e, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC) &&
               !curl_easy_setopt(e, CURLOPT_USERNAME, s->serial) &&
               !curl_easy_setopt(e, CURLOPT_PASSWORD, s->code);
    if (s->certificate)
        good = good && !curl_easy_setopt(e, CURLOPT_SSLCERT, s->certificate) &&
               !curl_easy_setopt(e, CURLOPT_SSLKEY, s->key);
    return good;
}

static int refused(long status, const struct answer *a, const struct est_setup *s, char *why)
{
    size_t word = strspn(a->bytes, "abcdefghijklmnopqrstuvwxyz");
    if (status == 403 && !strncmp(a->bytes, "used", word) && word)
        snprintf(why, EST_WHY, "the one-time code was used by another key: ask for a new code");
    else if (status == 403 && !strncmp(a->bytes, "expired", word) && word)
        snprintf(why, EST_WHY, "the one-time code is older than 14 days: ask for a new code");
    else if (status == 401 && s->code)
        snprintf(why, EST_WHY,
                 "the one-time code is not known for this serial, or was wrong five "
                 "times: ask for a new code");
    else if (status == 401)
        snprintf(why, EST_WHY,
                 "the certificate is expired or revoked: provision again, with a new "
                 "code");
    else
        snprintf(why, EST_WHY, "the service answers %ld", status);
    return status == 401 || status == 403 ? -EACCES : status >= 500 ? -EAGAIN : -EPROTO;
}

static int failed(CURLcode code, const char *error, char *why)
{
    time_t now = time(NULL);
    struct tm tm;
    char today[32] = "";
    if (code == CURLE_PEER_FAILED_VERIFICATION && gmtime_r(&now, &tm)) {
        strftime(today, sizeof today, "%Y-%m-%d", &tm);
        snprintf(why, EST_WHY,
                 "the service's certificate does not hold (%.100s); the clock says %s", error,
                 today);
        return -EKEYREJECTED;
    } else {
        snprintf(why, EST_WHY, "the service is not reached: %.160s",
                 *error ? error : curl_easy_strerror(code));
    }
    return -EAGAIN;
}

int est_ask(const struct est_setup *setup, const char *request, char answer_out[EST_ANSWER],
            size_t *size_out, char *why)
{
    static struct answer answer;
    char url[URL], error[CURL_ERROR_SIZE] = "";
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/pkcs10");
    CURL *easy = curl_easy_init();
    long status = 0;
    CURLcode code;
    int result = -EINVAL;
    memset(&answer, 0, sizeof answer);
    snprintf(why, EST_WHY, "the address or a file of the setup is not usable");
    if (!headers || !easy ||
        snprintf(url, sizeof url, "%s/.well-known/est/%s", setup->server,
                 setup->code ? "simpleenroll" : "simplereenroll") >= (int)sizeof url ||
        !prepare(easy, setup, url, request, headers, &answer, error))
        goto out;
    code = curl_easy_perform(easy);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (code)
        result = failed(code, error, why);
    else if (status != 200)
        result = refused(status, &answer, setup, why);
    else
        result = 0;
    if (!result) {
        memcpy(answer_out, answer.bytes, answer.size + 1);
        *size_out = answer.size;
    }
out:
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
    return result;
}
