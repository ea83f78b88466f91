/*
 * gateway: what may stand between a kiosk and its service, with the service's own certificate: a
 * data bridge, a tired reverse proxy, or somebody who lies. It ends TLS, hands each request on over
 * a TLS connection of its own, and does with the answer what the dice say.
 *
 *   gateway STAGE SERVICE_PORT SEED FATE[,FATE...]
 *
 * writes the port it listens on to STAGE/gateway.port, and serves until it is killed: one process a
 * connection. A fate given twice comes twice as often. STAGE/gateway.calm, once it exists, makes
 * every fate "pass".
 *
 *   pass      nothing
 *   late      the answer comes a second later
 *   never     the service has done it; nobody is told: the connection closes
 *   deaf      the request is thrown away, the connection closes
 *   twice     the answer comes two times
 *   repeated  the request is handed on two times; the second answer is given
 *   garbage   200 with bytes that are no JSON
 *   tampered  one character of the signature is another
 *   stale     the first answer that ever came this way to a request of this kind, again
 *   huge      more than the contract allows
 *   busy      503, Retry-After: 1
 *   error     500
 *   bad       400
 *   older     404 to everything but questions, as of a service that does not know it yet
 *   half      the head of an answer, and then silence
 *   portal    302 to a page to log in
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MESSAGE_MAX = 600 * 1024, FATES_MAX = 64, PATH = 512, SILENCE_MS = 60000 };

static const char *stage;
static struct message {
    char bytes[MESSAGE_MAX];
    size_t size;
} request, answer;

static const char *in_stage(const char *name)
{
    static char paths[2][PATH];
    static int turn;
    turn = !turn;
    snprintf(paths[turn], PATH, "%s/%s", stage, name);
    return paths[turn];
}

static void die(const char *doing)
{
    fprintf(stderr, "gateway: %s: %s\n", doing, strerror(errno));
    exit(1);
}

static SSL_CTX *context(const SSL_METHOD *method, const char *certificate, const char *key)
{
    SSL_CTX *c = SSL_CTX_new(method);
    if (!c || SSL_CTX_use_certificate_file(c, in_stage(certificate), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_use_PrivateKey_file(c, in_stage(key), SSL_FILETYPE_PEM) != 1)
        die("load the keys");
    return c;
}

/* Where the body of a message with a whole head begins, and how long it is. Returns false before
 * the head is whole. */
static bool head(const struct message *m, size_t *body_out, size_t *length_out)
{
    const char *end = memmem(m->bytes, m->size, "\r\n\r\n", 4);
    const char *field;
    if (!end)
        return false;
    *body_out = (size_t)(end - m->bytes) + 4;
    field = strcasestr(m->bytes, "\r\ncontent-length:");
    *length_out = field && field < end ? strtoul(field + 17, NULL, 10) : 0;
    return true;
}

/* One HTTP/1.1 message with a content length. Returns false when the other end is gone. */
static bool receive(SSL *from, struct message *m)
{
    size_t body, length;
    m->size = 0;
    for (;;) {
        int got = SSL_read(from, m->bytes + m->size, (int)(sizeof m->bytes - 1 - m->size));
        if (got <= 0)
            return false;
        m->size += (size_t)got;
        m->bytes[m->size] = '\0';
        if (head(m, &body, &length) && m->size >= body + length)
            return true;
    }
}

static void say(SSL *to, const char *bytes, size_t size)
{
    if (SSL_write(to, bytes, (int)size) <= 0)
        exit(0);
}

static void say_text(SSL *to, const char *head_line, const char *more, const char *body)
{
    char text[1024];
    int size = snprintf(text, sizeof text, "HTTP/1.1 %s\r\n%sContent-Length: %zu\r\n\r\n%s",
                        head_line, more, strlen(body), body);
    say(to, text, (size_t)size);
}

static SSL *service;

static bool hand_on(SSL_CTX *client, uint16_t port)
{
    struct sockaddr_in at = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int i = 0; i < 2; i++) { /* an idle connection may have ended meanwhile */
        if (!service) {
            int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            if (fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof at)) {
                close(fd);
                return false;
            }
            service = SSL_new(client);
            SSL_set_fd(service, fd);
            SSL_connect(service);
        }
        if (SSL_write(service, request.bytes, (int)request.size) > 0 && receive(service, &answer))
            return true;
        close(SSL_get_fd(service));
        SSL_free(service);
        service = NULL;
    }
    return false;
}

/* Where the first answer to a request of this kind is kept. */
static const char *first_answer(void)
{
    char path[64] = "", name[96];
    sscanf(request.bytes, "%*s %63s", path);
    for (char *c = path; *c; c++)
        *c = *c == '/' ? '-' : *c;
    snprintf(name, sizeof name, "gateway.first%s", path);
    return in_stage(name);
}

static void keep_first_answer(void)
{
    int fd = open(first_answer(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    if (write(fd, answer.bytes, answer.size) != (ssize_t)answer.size)
        die("keep an answer");
    close(fd);
}

static void say_first_answer(SSL *to)
{
    ssize_t got = -1;
    int fd = open(first_answer(), O_RDONLY | O_CLOEXEC);
    if (fd >= 0)
        got = read(fd, answer.bytes, sizeof answer.bytes);
    if (got > 0)
        answer.size = (size_t)got;
    close(fd);
    say(to, answer.bytes, answer.size);
}

static void tamper(void)
{
    char *at = memmem(answer.bytes, answer.size, "signature=\\\"", 12);
    if (at)
        at[14] = at[14] == 'A' ? 'B' : 'A';
}

/* A connection is silent from now on, until the other end has had enough. */
static void fall_silent(SSL *to)
{
    struct pollfd waited = {.fd = SSL_get_fd(to), .events = POLLIN};
    poll(&waited, 1, SILENCE_MS);
    exit(0);
}

static void do_fate(const char *fate, SSL *kiosk, SSL_CTX *client, uint16_t port)
{
    static char much[MESSAGE_MAX - 1024];
    if (!strcmp(fate, "deaf"))
        exit(0);
    if (!strcmp(fate, "busy")) {
        say_text(kiosk, "503 Service Unavailable", "Retry-After: 1\r\n", "");
        return;
    }
    if (!strcmp(fate, "error") || !strcmp(fate, "bad")) {
        say_text(kiosk, *fate == 'e' ? "500 Oops" : "400 Bad Request", "", "{}");
        return;
    }
    if (!strcmp(fate, "older") && strstr(request.bytes, " /kiosk/v1/") &&
        !strstr(request.bytes, " /kiosk/v1/templates")) {
        say_text(kiosk, "404 Not Found", "", "{}");
        return;
    }
    if (!strcmp(fate, "portal")) {
        say_text(kiosk, "302 Found", "Location: http://192.0.2.1/login\r\n", "<html>");
        return;
    }
    if (!strcmp(fate, "garbage")) {
        say_text(kiosk, "200 OK", "Content-Type: application/json\r\n", "\x1f\x8b\x08 {\"a\":");
        return;
    }
    if (!strcmp(fate, "huge")) {
        memset(much, ' ', sizeof much);
        int size =
            snprintf(much, 200, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", sizeof much);
        much[size] = ' ';
        say(kiosk, much, sizeof much);
        return;
    }
    if (!hand_on(client, port) || (!strcmp(fate, "repeated") && !hand_on(client, port)))
        exit(0);
    if (!strstr(request.bytes, "/kiosk/v1/health"))
        keep_first_answer();
    if (!strcmp(fate, "never"))
        exit(0);
    if (!strcmp(fate, "late"))
        poll(NULL, 0, 1000);
    if (!strcmp(fate, "tampered"))
        tamper();
    if (!strcmp(fate, "stale")) {
        say_first_answer(kiosk);
        return;
    }
    if (!strcmp(fate, "half")) {
        say(kiosk, answer.bytes, answer.size / 2);
        fall_silent(kiosk);
    }
    /* At once: what came a moment later would be taken for the answer to the next question. */
    if (!strcmp(fate, "twice") && answer.size <= sizeof answer.bytes / 2) {
        memcpy(answer.bytes + answer.size, answer.bytes, answer.size);
        answer.size *= 2;
    }
    say(kiosk, answer.bytes, answer.size);
}

static void serve(int fd, SSL_CTX *server, SSL_CTX *client, uint16_t port, char **fates,
                  unsigned count, unsigned seed)
{
    SSL *kiosk = SSL_new(server);
    SSL_set_fd(kiosk, fd);
    if (SSL_accept(kiosk) != 1)
        exit(0);
    while (receive(kiosk, &request)) {
        /* What is compressed cannot be tampered with one character at a time. */
        char *compressed = strcasestr(request.bytes, "\r\naccept-encoding:");
        if (compressed)
            compressed[2] = 'x';
        bool calm = access(in_stage("gateway.calm"), F_OK) == 0;
        /* That the line is up must be known for anything to happen. */
        bool health = strstr(request.bytes, "/kiosk/v1/health") != NULL;
        do_fate(calm || health ? "pass" : fates[(unsigned)rand_r(&seed) % count], kiosk, client,
                port);
    }
    exit(0);
}

static int listen_somewhere(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    FILE *file;
    if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) || listen(fd, 16) ||
        getsockname(fd, (struct sockaddr *)&at, &size))
        die("listen");
    file = fopen(in_stage("gateway.port.new"), "we");
    if (!file)
        die("write the port");
    fprintf(file, "%u\n", ntohs(at.sin_port));
    fclose(file);
    if (rename(in_stage("gateway.port.new"), in_stage("gateway.port")))
        die("write the port");
    return fd;
}

int main(int argc, char **argv)
{
    char *fates[FATES_MAX];
    unsigned count = 0, connections = 0, seed;
    uint16_t port;
    if (argc != 5) {
        fprintf(stderr, "usage: gateway STAGE SERVICE_PORT SEED FATE[,FATE...]\n");
        return 2;
    }
    stage = argv[1];
    port = (uint16_t)strtoul(argv[2], NULL, 10);
    seed = (unsigned)strtoul(argv[3], NULL, 10);
    for (char *f = strtok(argv[4], ","); f && count < FATES_MAX; f = strtok(NULL, ","))
        fates[count++] = f;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_IGN);
    SSL_CTX *server = context(TLS_server_method(), "keys/server.pem", "keys/server.key");
    SSL_CTX *client = context(TLS_client_method(), "keys/device.pem", "keys/device.key");
    int listening = listen_somewhere();
    for (;;) {
        int fd = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0)
            die("accept");
        connections++;
        pid_t child = fork();
        if (!child) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            serve(fd, server, client, port, fates, count, seed + 7919 * connections);
        }
        close(fd);
    }
}
