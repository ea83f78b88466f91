#include "line.h"

#include "backoff.h"

enum { IDLE_MS = 60000, FIRST_MS = 1000, MOST_MS = 120000 };

bool line_met(struct line *line, int64_t steady_ms)
{
    bool news = line->state != LINE_UP;
    *line = (struct line){.state = LINE_UP, .look_at_ms = steady_ms + IDLE_MS};
    return news;
}

bool line_missed(struct line *line, int64_t now, int64_t steady_ms, uint32_t random)
{
    bool news = line->state != LINE_DOWN;
    if (news)
        *line = (struct line){.state = LINE_DOWN, .offline_since = now};
    line->missed++;
    line->look_at_ms = steady_ms + backoff(FIRST_MS, MOST_MS, line->missed, random);
    return news;
}
