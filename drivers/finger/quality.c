#include "quality.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { SQUARES_MAX = 64, SIDE_MIN_PX = 8 }; /* a row; pixels a square */

static const double SQUARE_MM = 0.8;

/* One square's grey levels. */
struct square {
    double mean, spread;  /* spread: standard deviation */
    double gxx, gyy, gxy; /* gradients' squares, means */
    bool touched, finger;
};

struct grid {
    unsigned side, columns, rows; /* pixels a square */
    struct square at[SQUARES_MAX][SQUARES_MAX];
};

static struct square look(const struct picture *p, unsigned x0, unsigned y0, unsigned side)
{
    struct square s = {0};
    double sum = 0, squares = 0, n = (double)side * side;
    for (unsigned y = y0; y < y0 + side; y++)
        for (unsigned x = x0; x < x0 + side; x++) {
            const uint8_t *at = p->pixels + (size_t)y * p->width + x;
            double gx = x + 1 < p->width ? at[1] - at[0] : 0;
            double gy = y + 1 < p->height ? at[p->width] - at[0] : 0;
            sum += at[0];
            squares += (double)at[0] * at[0];
            s.gxx += gx * gx / n;
            s.gyy += gy * gy / n;
            s.gxy += gx * gy / n;
        }
    s.mean = sum / n;
    s.spread = sqrt(fmax(squares / n - s.mean * s.mean, 0));
    return s;
}

static void lay(const struct picture *p, struct grid *grid_out)
{
    unsigned most = p->width > p->height ? p->width : p->height;
    unsigned side = (unsigned)lround(SQUARE_MM * p->per_mm);
    if (side < SIDE_MIN_PX)
        side = SIDE_MIN_PX;
    if (side < most / SQUARES_MAX + 1)
        side = most / SQUARES_MAX + 1;
    grid_out->side = side;
    grid_out->columns = p->width / side;
    grid_out->rows = p->height / side;
    for (unsigned r = 0; r < grid_out->rows; r++)
        for (unsigned c = 0; c < grid_out->columns; c++)
            grid_out->at[r][c] = look(p, c * side, r * side, side);
}

/* The grey level that `share` of all pixels are at or below. */
static double level(const struct picture *p, double share)
{
    size_t count[256] = {0}, all = (size_t)p->width * p->height, below = 0;
    unsigned grey = 0;
    for (size_t i = 0; i < all; i++)
        count[p->pixels[i]]++;
    while (grey < 255 && (double)(below += count[grey]) < share * (double)all)
        grey++;
    return grey;
}

/* The size of the connected piece of touched squares at (row, column), marked as the finger or
 * unmarked again. */
static unsigned fill(struct grid *g, unsigned row, unsigned column, bool finger)
{
    static const int step[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    uint16_t open[SQUARES_MAX * SQUARES_MAX];
    unsigned waiting = 0, size = 0;
    g->at[row][column].finger = finger;
    open[waiting++] = (uint16_t)(row * SQUARES_MAX + column);
    while (waiting) {
        unsigned at = open[--waiting];
        size++;
        for (unsigned k = 0; k < 4; k++) {
            unsigned r = at / SQUARES_MAX + (unsigned)step[k][0];
            unsigned c = at % SQUARES_MAX + (unsigned)step[k][1];
            if (r >= g->rows || c >= g->columns || !g->at[r][c].touched ||
                g->at[r][c].finger == finger)
                continue;
            g->at[r][c].finger = finger;
            open[waiting++] = (uint16_t)(r * SQUARES_MAX + c);
        }
    }
    return size;
}

/* Marks the largest piece; returns its number of squares. */
static unsigned find_finger(struct grid *g)
{
    unsigned largest = 0, row = 0, column = 0;
    for (unsigned r = 0; r < g->rows; r++)
        for (unsigned c = 0; c < g->columns; c++)
            if (g->at[r][c].touched && !g->at[r][c].finger) {
                unsigned size = fill(g, r, c, true);
                if (size > largest) {
                    largest = size;
                    row = r;
                    column = c;
                }
            }
    for (unsigned r = 0; r < g->rows; r++)
        for (unsigned c = 0; c < g->columns; c++)
            g->at[r][c].finger = false;
    return largest ? fill(g, row, column, true) : 0;
}

/* Glass is at least this much lighter than a touched square, or a touched one this uneven. */
static const double DARKER = 45, UNEVEN = 16;

static void find_touched(struct grid *g, double glass)
{
    for (unsigned r = 0; r < g->rows; r++)
        for (unsigned c = 0; c < g->columns; c++) {
            struct square *s = &g->at[r][c];
            s->touched = s->spread >= UNEVEN || s->mean <= glass - DARKER;
        }
}

/* The share of the finger's pixels nearer to the ridges' grey level than to the glass's. */
static double dark_share(const struct picture *p, const struct grid *g, double middle)
{
    size_t dark = 0, all = 0;
    for (unsigned y = 0; y < g->rows * g->side; y++)
        for (unsigned x = 0; x < g->columns * g->side; x++)
            if (g->at[y / g->side][x / g->side].finger) {
                dark += p->pixels[(size_t)y * p->width + x] < middle;
                all++;
            }
    return all ? (double)dark / (double)all : 0;
}

/* How much of the edge the finger leans towards is taken by it. */
static double cut_share(const struct grid *g, const struct quality_facts *f)
{
    bool sideways = fabs(f->aside_x) > fabs(f->aside_y);
    unsigned length = sideways ? g->rows : g->columns, reached = 0;
    for (unsigned k = 0; k < length; k++) {
        unsigned r = sideways ? k : f->aside_y > 0 ? g->rows - 1 : 0;
        unsigned c = !sideways ? k : f->aside_x > 0 ? g->columns - 1 : 0;
        reached += g->at[r][c].finger;
    }
    return (double)reached / length;
}

static void add_up(const struct grid *g, unsigned squares, struct quality_facts *f)
{
    double gxx = 0, gyy = 0, gxy = 0, x = 0, y = 0;
    unsigned marked = 0, beside = 0;
    for (unsigned r = 0; r < g->rows; r++)
        for (unsigned c = 0; c < g->columns; c++) {
            const struct square *s = &g->at[r][c];
            if (!s->finger) {
                beside++;
                marked += s->touched;
                continue;
            }
            gxx += s->gxx;
            gyy += s->gyy;
            gxy += s->gxy;
            x += c + 0.5;
            y += r + 0.5;
            f->contrast += 2 * s->spread / squares;
        }
    /* Eigenvalues of the mean structure tensor. */
    double half = (gxx + gyy) / 2, apart = hypot((gxx - gyy) / 2, gxy);
    f->smear = half + apart > 0 ? 1 - (half - apart) / (half + apart) : 0;
    f->aside_x = 2 * x / squares / g->columns - 1;
    f->aside_y = 2 * y / squares / g->rows - 1;
    f->marks = beside ? (double)marked / beside : 0;
}

struct quality_facts quality_measure(const struct picture *p)
{
    struct quality_facts f = {0};
    struct grid g = {0};
    if (p->width < QUALITY_SIDE_MIN || p->height < QUALITY_SIDE_MIN || !(p->per_mm > 0))
        return f;
    double glass = level(p, 0.95), ridge = level(p, 0.02);
    lay(p, &g);
    find_touched(&g, glass);
    unsigned squares = find_finger(&g);
    if (squares) {
        double side_mm = g.side / p->per_mm;
        f.area_mm2 = squares * side_mm * side_mm;
        f.dark = dark_share(p, &g, (glass + ridge) / 2);
        add_up(&g, squares, &f);
        f.cut = cut_share(&g, &f);
    }
    explicit_bzero(&g, sizeof g);
    return f;
}

/* Limits, and in brackets the extremes of 240 prints of FVC2002 DB1, DB2 and DB3 set B. */
static const double AREA_MIN = 50;                      /* mm2 (58) */
static const double DRY_DARK = 0.24, DRY_CONTRAST = 62; /* both under it: 4 of the 240, all dry */
static const double DARK_MAX = 0.82;                    /* (0.79) */
static const double SMEAR_MAX = 0.8;                    /* (0.72) */
static const double ASIDE_MAX = 0.6;                    /* half widths (0.57) */
static const double CUT_MIN = 0.2;
static const double MARKS_MAX = 0.45; /* (0.33) */

enum quality quality_judge(const struct quality_facts *f, const struct minutiae *live)
{
    if (f->marks > MARKS_MAX)
        return QUALITY_DIRTY;
    if (fmax(fabs(f->aside_x), fabs(f->aside_y)) > ASIDE_MAX && f->cut > CUT_MIN)
        return QUALITY_OFF_CENTRE;
    if (f->area_mm2 < AREA_MIN)
        return QUALITY_SMALL;
    if (f->smear > SMEAR_MAX)
        return QUALITY_MOVING;
    if (f->dark > DARK_MAX)
        return QUALITY_WET;
    if (f->dark < DRY_DARK && f->contrast < DRY_CONTRAST)
        return QUALITY_DRY;
    return live->count < QUALITY_MINUTIAE_MIN ? QUALITY_SPARSE : QUALITY_GOOD;
}
