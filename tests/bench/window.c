#include "window.h"
#include "client.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_ttf.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FONT "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"

enum {
    WIDTH = 420,
    ROW = 40, /* pixels */
    FONT_PX = 16,
    LABEL = 200, /* width of a row's label */
    BUTTONS_MAX = 3 * (PEOPLE_MAX + 3),
    ANSWER_MS = 50, /* how often answers are looked for while one is due */
};

struct button {
    SDL_Rect place;
    char label[16];
    char command[64];
};

struct window {
    char socket_path[512];
    const struct people *people;
    SDL_Window *window;
    SDL_Renderer *renderer;
    TTF_Font *font;
    size_t count;
    struct button buttons[BUTTONS_MAX];
    int asked; /* connection an answer is due on; -1: none */
    char answer[CLIENT_LINE_MAX];
};

static void button_add(struct window *w, int x, int row, int width, const char *label,
                       const char *verb, const char *object)
{
    struct button *b = &w->buttons[w->count++];

    b->place = (SDL_Rect){x, row * ROW + 4, width - 6, ROW - 8};
    snprintf(b->label, sizeof(b->label), "%s", label);
    snprintf(b->command, sizeof(b->command), "%s %s", verb, object);
}

static void buttons_lay(struct window *w)
{
    int row = 0;

    for (; row < (int)w->people->count; row++) {
        const char *key = w->people->list[row].key;

        button_add(w, LABEL, row, 110, "KTP", "card", key);
        button_add(w, LABEL + 110, row, 110, "Telunjuk", "finger", key);
    }
    button_add(w, LABEL, row, 110, "Angkat", "card", "off");
    button_add(w, LABEL + 110, row++, 110, "Kartu bank", "card", "bank");
    button_add(w, LABEL, row, 73, "ada", "net", "on");
    button_add(w, LABEL + 73, row, 73, "lambat", "net", "slow");
    button_add(w, LABEL + 146, row++, 74, "putus", "net", "off");
    button_add(w, LABEL, row, 73, "ada", "printer", "on");
    button_add(w, LABEL + 73, row, 73, "habis", "printer", "out");
    button_add(w, LABEL + 146, row, 74, "lepas", "printer", "off");
}

static void text_draw(struct window *w, int x, int y, const char *text)
{
    SDL_Color ink = {32, 36, 40, 255};
    SDL_Surface *surface = text[0] ? TTF_RenderUTF8_Blended(w->font, text, ink) : NULL;
    SDL_Texture *texture;
    SDL_Rect place;

    if (!surface)
        return;
    place = (SDL_Rect){x, y, surface->w, surface->h};
    texture = SDL_CreateTextureFromSurface(w->renderer, surface);
    SDL_RenderCopy(w->renderer, texture, NULL, &place);
    SDL_DestroyTexture(texture);
    SDL_FreeSurface(surface);
}

static void draw(struct window *w)
{
    int rows = (int)w->people->count;

    SDL_SetRenderDrawColor(w->renderer, 244, 243, 239, 255);
    SDL_RenderClear(w->renderer);
    for (int row = 0; row < rows; row++)
        text_draw(w, 10, row * ROW + 9, w->people->list[row].name);
    text_draw(w, 10, rows * ROW + 9, "Kartu di pembaca");
    text_draw(w, 10, (rows + 1) * ROW + 9, "Sambungan ke pusat");
    text_draw(w, 10, (rows + 2) * ROW + 9, "Alat cetak");
    for (size_t i = 0; i < w->count; i++) {
        const struct button *b = &w->buttons[i];

        SDL_SetRenderDrawColor(w->renderer, 214, 224, 222, 255);
        SDL_RenderFillRect(w->renderer, &b->place);
        text_draw(w, b->place.x + 10, b->place.y + 5, b->label);
    }
    text_draw(w, 10, (rows + 3) * ROW + 9, w->answer);
    SDL_RenderPresent(w->renderer);
}

static void click(struct window *w, int x, int y)
{
    SDL_Point at = {x, y};

    for (size_t i = 0; i < w->count; i++) {
        if (!SDL_PointInRect(&at, &w->buttons[i].place))
            continue;
        if (w->asked >= 0)
            close(w->asked);
        w->asked = client_send(w->socket_path, w->buttons[i].command);
        snprintf(w->answer, sizeof(w->answer), "%s ...", w->buttons[i].command);
        draw(w);
    }
}

static void answer_take(struct window *w)
{
    struct pollfd due = {.fd = w->asked, .events = POLLIN};

    if (w->asked < 0 || poll(&due, 1, 0) != 1)
        return;
    if (client_answer(w->asked, w->answer, sizeof(w->answer)) == -EPIPE)
        snprintf(w->answer, sizeof(w->answer), "bench ended");
    close(w->asked);
    w->asked = -1;
    draw(w);
}

/* Whether the director still listens. */
static bool director_lives(const struct window *w)
{
    return access(w->socket_path, F_OK) == 0;
}

static void loop(struct window *w)
{
    SDL_Event event;

    while (director_lives(w)) {
        int wait_ms = w->asked >= 0 ? ANSWER_MS : 1000;

        if (SDL_WaitEventTimeout(&event, wait_ms)) {
            if (event.type == SDL_QUIT)
                return;
            if (event.type == SDL_MOUSEBUTTONDOWN)
                click(w, event.button.x, event.button.y);
            if (event.type == SDL_WINDOWEVENT)
                draw(w);
        }
        answer_take(w);
    }
}

static void quit_send(const struct window *w)
{
    int fd = client_send(w->socket_path, "quit");

    if (fd >= 0)
        close(fd);
}

int window_run(const char *stage, const struct people *people)
{
    struct window w = {.people = people, .asked = -1};
    int height = ((int)people->count + 4) * ROW, error = -EIO;

    snprintf(w.socket_path, sizeof(w.socket_path), "%s/bench.sock", stage);
    buttons_lay(&w);
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0)
        goto out;
    w.font = TTF_OpenFont(FONT, FONT_PX);
    w.window = SDL_CreateWindow("bench", 0, 0, WIDTH, height, SDL_WINDOW_ALWAYS_ON_TOP);
    w.renderer = w.window ? SDL_CreateRenderer(w.window, -1, SDL_RENDERER_SOFTWARE) : NULL;
    if (!w.font || !w.renderer)
        goto out;
    draw(&w);
    loop(&w);
    error = 0;
out:
    quit_send(&w);
    if (w.asked >= 0)
        close(w.asked);
    if (w.renderer)
        SDL_DestroyRenderer(w.renderer);
    if (w.window)
        SDL_DestroyWindow(w.window);
    if (w.font)
        TTF_CloseFont(w.font);
    TTF_Quit();
    SDL_Quit();
    return error;
}
