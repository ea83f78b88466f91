#include "kiosk/ui/theme.h"

#include <math.h>

#define RGB(hex)                                                                                   \
    {                                                                                              \
        (hex) >> 16 & 0xFF, (hex) >> 8 & 0xFF, (hex)&0xFF                                          \
    }

/* Tones are dark and of one lightness: icon and word tell a verdict to the person in front; from
 * three metres they all look alike. */
static const struct theme themes[CONTRASTS] = {
    [CONTRAST_DEFAULT] = {.ground = RGB(0xF6F2EA),
                          .bar = RGB(0xECE6DA),
                          .head = RGB(0x003E3B),
                          .on_head = RGB(0xFFFFFF),
                          .rule = RGB(0x003E3B),
                          .ink = RGB(0x17211F),
                          .quiet = RGB(0x2C3533),
                          .surface = RGB(0xFFFFFF),
                          .accent = RGB(0x003E3B),
                          .on_accent = RGB(0xFFFFFF),
                          .chosen = RGB(0xE4EFEC),
                          .on_chosen = RGB(0x003E3B),
                          .tint = RGB(0xE4EFEC),
                          .line = RGB(0x817A6C),
                          .tones = {[TONE_PLAIN] = RGB(0x17211F),
                                    [TONE_GOOD] = RGB(0x0B3B22),
                                    [TONE_WAITING] = RGB(0x12325A),
                                    [TONE_ATTENTION] = RGB(0x5A2008),
                                    [TONE_QUIET] = RGB(0x2F3437)},
                          .code_dark = RGB(0x000000),
                          .code_light = RGB(0xFFFFFF)},
    [CONTRAST_BLACK_ON_WHITE] = {.ground = RGB(0xFFFFFF),
                                 .bar = RGB(0xFFFFFF),
                                 .head = RGB(0xFFFFFF),
                                 .on_chosen = RGB(0xFFFFFF),
                                 .surface = RGB(0xFFFFFF),
                                 .on_accent = RGB(0xFFFFFF),
                                 .tint = RGB(0xFFFFFF),
                                 .code_light = RGB(0xFFFFFF)},
    [CONTRAST_WHITE_ON_BLACK] = {.ink = RGB(0xFFFFFF),
                                 .on_head = RGB(0xFFFFFF),
                                 .rule = RGB(0xFFFFFF),
                                 .chosen = RGB(0xFFFFFF),
                                 .quiet = RGB(0xFFFFFF),
                                 .accent = RGB(0xFFFFFF),
                                 .line = RGB(0xFFFFFF),
                                 .tones = {RGB(0xFFFFFF), RGB(0xFFFFFF), RGB(0xFFFFFF),
                                           RGB(0xFFFFFF), RGB(0xFFFFFF)},
                                 .code_light = RGB(0xFFFFFF)},
    [CONTRAST_LOW] = {.ground = RGB(0xEAE6DD),
                      .bar = RGB(0xE0DBD0),
                      .head = RGB(0x2F5F5C),
                      .on_head = RGB(0xF4F1EA),
                      .rule = RGB(0x2F5F5C),
                      .ink = RGB(0x49514F),
                      .quiet = RGB(0x4E5654),
                      .surface = RGB(0xF4F1EA),
                      .accent = RGB(0x2F5F5C),
                      .on_accent = RGB(0xF4F1EA),
                      .chosen = RGB(0xDDE5E2),
                      .on_chosen = RGB(0x2F5F5C),
                      .tint = RGB(0xDDE5E2),
                      .line = RGB(0x797366),
                      .tones = {[TONE_PLAIN] = RGB(0x49514F),
                                [TONE_GOOD] = RGB(0x2F5A41),
                                [TONE_WAITING] = RGB(0x3B5378),
                                [TONE_ATTENTION] = RGB(0x74492F),
                                [TONE_QUIET] = RGB(0x50555A)},
                      .code_dark = RGB(0x2A2F2E),
                      .code_light = RGB(0xF4F1EA)},
};

const struct spacing theme_spacing = {
    .margin = 7.0,
    .edge = 2.6,
    .top = 4.2,
    .gap = 2.7,
    .paragraph = 2.6,
    .section = 3.6,
    .pad_x = 4.0,
    .pad_y = 1.8,
    .target = 13.0,
    .radius = 2.4,
    .outline = 0.35,
    .chosen = 0.9,
    .ring = 0.8,
    .ring_space = 0.4,
    .picture = 62.0,
    .code = 42.0,
    .photo = 30.0,
    .measure_em = 36.0,
};

/* Chosen so that every height, rounded to whole pixels of either panel, stays in its range. */
static const double caps_mm[TEXT_SIZES][STYLES] = {
    [TEXT_SMALL] = {3.7, 3.7, 4.1},
    [TEXT_DEFAULT] = {4.9, 4.9, 5.5},
    [TEXT_LARGE] = {6.5, 6.5, 7.0},
    [TEXT_LARGEST] = {8.6, 8.6, 8.9},
};

const struct theme *theme_get(enum contrast contrast)
{
    return &themes[contrast];
}

double theme_cap_mm(enum text_size size, enum style style)
{
    return caps_mm[size][style];
}

double theme_pitch(enum text_size size, enum style style)
{
    static const double body[TEXT_SIZES] = {1.74, 1.72, 1.66, 1.60};
    return style == STYLE_TITLE ? body[size] - 0.05 : body[size];
}

static struct colours on(const struct theme *theme, struct rgb ground, struct rgb ink,
                         struct rgb strong)
{
    return (struct colours){.ground = ground, .ink = ink, .strong = strong, .outline = theme->line};
}

static struct colours filled(const struct theme *theme, struct rgb ground, struct rgb ink)
{
    struct colours c = on(theme, ground, ink, ink);
    c.filled = true;
    return c;
}

/* What only tells, in the head or in the body. */
static struct colours told(const struct theme *theme, struct look look)
{
    struct rgb tone = theme->tones[look.tone];
    struct colours c = on(theme, theme->ground, theme->ink, tone);

    switch (look.role) {
    case ROLE_BANNER:
        return filled(theme, theme->surface, theme->ink);
    case ROLE_NUMBER:
    case ROLE_KEY:
        return filled(theme, theme->tint, theme->ink);
    case ROLE_QR:
        return filled(theme, theme->code_light, theme->code_dark);
    case ROLE_PICTURE:
    case ROLE_PHOTO:
    case ROLE_FACE:
        return filled(theme, theme->tint, theme->accent);
    case ROLE_NOTICE:
        c.ink = c.strong = theme->quiet;
        break;
    case ROLE_FACT:
        c = on(theme, theme->ground, tone, theme->quiet);
        break;
    case ROLE_TITLE:
    case ROLE_TEXT:
    case ROLE_STRONG:
    case ROLE_CARD:
    case ROLE_CHOICE:
    case ROLE_MASKED:
    case ROLE_STEP:
    case ROLE_PROGRESS:
    case ROLE_PRIMARY:
    case ROLE_ACTION:
    case ROLE_BACK:
    case ROLE_STOP:
    case ROLE_HELP:
    case ROLE_DONE:
    case ROLE_SETTING:
        break;
    }
    return look.head ? on(theme, theme->head, theme->on_head, theme->on_head) : c;
}

/* What can be tapped: a filled box is the main action; an outlined one is another, in the accent
 * where it decides and in a quiet line where it leads on. */
static struct colours touched(const struct theme *theme, struct look look)
{
    bool decides = look.role == ROLE_PRIMARY || look.role == ROLE_ACTION;
    bool row = look.role == ROLE_CARD || look.role == ROLE_CHOICE || look.role == ROLE_MASKED;
    struct colours c = on(theme, theme->surface, theme->ink, theme->tones[look.tone]);

    if (!row)
        c.strong = theme->accent;
    if (decides || look.chosen)
        c.outline = theme->accent;
    if (look.chosen) {
        c.ground = theme->chosen;
        c.ink = c.strong = theme->on_chosen;
    }
    /* Among keys, what leads on is the main action. */
    bool main = look.role == ROLE_PRIMARY || (look.role == ROLE_KEY && look.tone == TONE_GOOD);
    /* Inverting is the one change that shows in every contrast, also where there is no colour. */
    bool dark = main || (look.chosen && theme_ratio(theme->chosen, theme->accent) < 3);
    if (dark != look.pressed) {
        c.ground = c.outline = theme->accent;
        c.ink = c.strong = theme->on_accent;
    } else if (look.pressed) {
        c.ground = theme->surface;
        c.ink = c.strong = theme->accent;
    }
    c.filled = c.outlined = true;
    return c;
}

struct colours theme_colours(const struct theme *theme, struct look look)
{
    return look.tappable ? touched(theme, look) : told(theme, look);
}

static double linear(uint8_t value)
{
    double c = value / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* WCAG 2.2, relative luminance. */
static double luminance(struct rgb c)
{
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double theme_ratio(struct rgb a, struct rgb b)
{
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

const char *theme_contrast_name(enum contrast contrast)
{
    static const char *const names[CONTRASTS] = {"default", "black-on-white", "white-on-black",
                                                 "low"};
    return names[contrast];
}

const char *theme_size_name(enum text_size size)
{
    static const char *const names[TEXT_SIZES] = {"small", "default", "large", "largest"};
    return names[size];
}
