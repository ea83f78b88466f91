#include "tests/bench/paper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct paper paper;
    static char words[4096];
    paper_begin(&paper, 384);
    for (size_t i = 0; i < size; i++)
        paper_take(&paper, data[i]);
    paper_text(&paper, words, sizeof words);
    return 0;
}
