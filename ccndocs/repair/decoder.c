/* The best reading of a lattice of syllables: vectorised.py, compiled.
 *
 * Both give the same choices, to the last bit: every sum is made in the same order, in
 * single precision, so this file is compiled without contraction of products and sums.
 * Plain C99, no library but libc's malloc; it knows nothing of Python.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tables.h"

#define VERSION 3        /* of this interface: native.py refuses another one */
#define NEVER (-1e9f)    /* as in vectorised.py */
#define RECENT 8192      /* pairs remembered, a power of two: text repeats itself */
#define MOST_FEW 16      /* candidates a slot that the trigram pass can hold */

typedef struct {
    Table bigrams, trigrams;
    const float *unigrams;               /* log probabilities, then back-off weights */
    const float *pair_logs, *pair_weights, *gains;  /* what the codes stand for */
    uint64_t words;
    uint32_t log_bits;                   /* of a pair's value; the rest is its weight */
} Model;

typedef struct {
    float log, weight;
    int32_t known;
} Pair;

typedef struct {
    uint64_t key;  /* with 1 added: 0 is an empty place */
    Pair pair;
} Remembered;

/* One segment: rows 0 and count + 1 are boundaries. */
typedef struct {
    const Model *model;
    Remembered *recent;
    int count;
    const int32_t *ids;
    const float *scores;
    const int32_t *twins;  /* twins[row]: how far the same word in another case is */
    const int32_t *begin;  /* begin[row]: its first candidate; count + 3 of them */
    int64_t *pair_at;      /* pair_at[row]: the pairs of row - 1 and row */
    Pair *pairs;
    float *forward, *backward;
    int32_t *kept;         /* count + 2 times few: candidates left, by rank */
    int32_t *widths;       /* how many of them */
    float *fine;           /* count + 2 times few: their max-marginals */
    float *ahead, *behind; /* count + 2 times few times few */
    int few;
    float beam;
} Segment;

int ccn_version(void) { return VERSION; }

/* ------------------------------------------------------------------------ tables */

static Pair bigram(const Model *model, uint64_t first, uint64_t second)
{
    Pair pair;
    uint32_t value;
    pair.known = find(&model->bigrams, (first << 16) | second, &value);
    if (pair.known) {
        pair.log = model->pair_logs[value & ((1u << model->log_bits) - 1)];
        pair.weight = model->pair_weights[value >> model->log_bits];
    } else {
        pair.log = model->unigrams[model->words + first] + model->unigrams[second];
        pair.weight = 0.0f;
    }
    return pair;
}

/* ------------------------------------------------------------------- coarse pass */

static int width_of(const Segment *s, int row) { return s->begin[row + 1] - s->begin[row]; }

static Pair remembered(Segment *s, uint64_t first, uint64_t second)
{
    uint64_t key = ((first << 16) | second) + 1;
    Remembered *place = s->recent + ((key * 0x9E3779B97F4A7C15u >> 32) & (RECENT - 1));
    if (place->key != key) {
        place->key = key;
        place->pair = bigram(s->model, first, second);
    }
    return place->pair;
}

static void ask_pairs(Segment *s)
{
    for (int row = 1; row < s->count + 2; row++) {
        Pair *pair = s->pairs + s->pair_at[row];
        for (int i = s->begin[row - 1]; i < s->begin[row]; i++)
            for (int j = s->begin[row]; j < s->begin[row + 1]; j++)
                *pair++ = remembered(s, (uint64_t)s->ids[i], (uint64_t)s->ids[j]);
    }
}

static void coarse(Segment *s)
{
    int rows = s->count + 2;
    s->forward[s->begin[0]] = s->scores[s->begin[0]];
    for (int row = 1; row < rows; row++) {
        const Pair *pairs = s->pairs + s->pair_at[row];
        int left = s->begin[row - 1], here = s->begin[row];
        int before = here - left, width = width_of(s, row);
        for (int j = 0; j < width; j++) {
            float best = s->forward[left] + pairs[j].log;
            for (int i = 1; i < before; i++) {
                float score = s->forward[left + i] + pairs[i * width + j].log;
                if (score > best)
                    best = score;
            }
            s->forward[here + j] = best + s->scores[here + j];
        }
    }
    s->backward[s->begin[rows - 1]] = 0.0f;
    for (int row = rows - 1; row > 0; row--) {
        const Pair *pairs = s->pairs + s->pair_at[row];
        int left = s->begin[row - 1], here = s->begin[row];
        int before = here - left, width = width_of(s, row);
        for (int i = 0; i < before; i++) {
            float best = NEVER;
            for (int j = 0; j < width; j++) {
                float score = pairs[i * width + j].log +
                              (s->backward[here + j] + s->scores[here + j]);
                if (j == 0 || score > best)
                    best = score;
            }
            s->backward[left + i] = best;
        }
    }
}

/* The few best candidates within the beam, best first, ties in their own order. */
static void narrow(Segment *s)
{
    for (int row = 0; row < s->count + 2; row++) {
        int32_t *kept = s->kept + row * s->few;
        float total[MOST_FEW];
        int used = 0;
        for (int j = 0; j < width_of(s, row); j++) {
            int at = s->begin[row] + j, place;
            float score = s->forward[at] + s->backward[at];
            if (used == s->few && !(score > total[used - 1]))
                continue;
            place = used < s->few ? used++ : used - 1;
            for (; place > 0 && score > total[place - 1]; place--) {
                total[place] = total[place - 1];
                kept[place] = kept[place - 1];
            }
            total[place] = score;
            kept[place] = j;
        }
        while (used > 1 && total[used - 1] < total[0] - s->beam)
            used--;
        s->widths[row] = used;
    }
}

/* --------------------------------------------------------------------- fine pass */

static const Pair *pair_of(const Segment *s, int row, int i, int j)
{
    int left = s->kept[(row - 1) * s->few + i], right = s->kept[row * s->few + j];
    return s->pairs + s->pair_at[row] + (int64_t)left * width_of(s, row) + right;
}

static int32_t id_of(const Segment *s, int row, int j)
{
    return s->ids[s->begin[row] + s->kept[row * s->few + j]];
}

static float score_of(const Segment *s, int row, int j)
{
    return s->scores[s->begin[row] + s->kept[row * s->few + j]];
}

/* Log p(row | two rows before it). The first word has only the boundary before it. */
static float link(const Segment *s, int row, int i, int j, int k, const Pair *pair)
{
    const Pair *context;
    uint64_t key;
    uint32_t code;
    if (row < 2)
        return pair->log;
    context = pair_of(s, row - 1, i, j);
    float score = pair->log + context->weight;
    if (context->known && pair->known) {
        /* A trigram whose pairs are unknown is none: that silences false hits too. */
        key = ((uint64_t)id_of(s, row - 2, i) << 32) |
              ((uint64_t)id_of(s, row - 1, j) << 16) | (uint64_t)id_of(s, row, k);
        if (find(&s->model->trigrams, key, &code))
            score += s->model->gains[code];
    }
    return score;
}

static void fine_row(Segment *s, int row, float *links)
{
    int few = s->few, first = row < 2 ? 1 : s->widths[row - 2];
    const float *before = s->ahead + (int64_t)(row - 1) * few * few;
    float *here = s->ahead + (int64_t)row * few * few;
    for (int j = 0; j < s->widths[row - 1]; j++)
        for (int k = 0; k < s->widths[row]; k++) {
            const Pair *pair = pair_of(s, row, j, k);
            float best = NEVER;
            for (int i = 0; i < first; i++) {
                float step = link(s, row, i, j, k, pair);
                float score = before[i * few + j] + step;
                links[(i * few + j) * few + k] = step;
                if (i == 0 || score > best)
                    best = score;
            }
            here[j * few + k] = best + score_of(s, row, k);
        }
}

static void back_row(Segment *s, int row, const float *links)
{
    int few = s->few, first = row < 2 ? 1 : s->widths[row - 2];
    const float *here = s->behind + (int64_t)row * few * few;
    float *before = s->behind + (int64_t)(row - 1) * few * few;
    for (int i = 0; i < first; i++)
        for (int j = 0; j < s->widths[row - 1]; j++) {
            float best = NEVER;
            for (int k = 0; k < s->widths[row]; k++) {
                float score = links[(i * few + j) * few + k] +
                              (here[j * few + k] + score_of(s, row, k));
                if (k == 0 || score > best)
                    best = score;
            }
            before[i * few + j] = best;
        }
}

static void marginals(Segment *s, int row)
{
    int few = s->few;
    const float *ahead = s->ahead + (int64_t)row * few * few;
    const float *behind = s->behind + (int64_t)row * few * few;
    for (int k = 0; k < s->widths[row]; k++) {
        float best = NEVER;
        for (int j = 0; j < s->widths[row - 1]; j++) {
            float score = ahead[j * few + k] + behind[j * few + k];
            if (j == 0 || score > best)
                best = score;
        }
        s->fine[row * few + k] = best;
    }
}

static int fine(Segment *s)
{
    int rows = s->count + 2, few = s->few;
    int64_t cube = (int64_t)few * few * few;
    float *links = malloc(sizeof(float) * (size_t)(cube * rows));
    if (!links)
        return -1;
    memset(s->ahead, 0, sizeof(float) * (size_t)(few * few));
    for (int row = 1; row < rows; row++)
        fine_row(s, row, links + cube * row);
    memset(s->behind + (int64_t)(rows - 1) * few * few, 0,
           sizeof(float) * (size_t)(few * few));
    for (int row = rows - 1; row > 0; row--)
        back_row(s, row, links + cube * row);
    for (int row = 1; row < rows - 1; row++)
        marginals(s, row);
    free(links);
    return 0;
}

/* ---------------------------------------------------------------------- choices */

static void choose(const Segment *s, int32_t *taken, float *margins)
{
    for (int row = 1; row <= s->count; row++) {
        const float *score = s->fine + row * s->few;
        const int32_t *kept = s->kept + row * s->few;
        int size = s->twins[row] ? s->twins[row] : width_of(s, row);
        int best = 0;
        float second = NEVER, margin;
        for (int k = 1; k < s->widths[row]; k++)
            if (score[k] > score[best])
                best = k;
        for (int k = 0; k < s->widths[row]; k++)
            if (kept[k] % size != kept[best] % size && score[k] > second)
                second = score[k];
        margin = score[best] - second;
        taken[row - 1] = kept[best];
        margins[row - 1] = margin < s->beam ? margin : s->beam;
        if (size == 1)
            margins[row - 1] = INFINITY;
    }
}

static void *take(char **free_space, size_t bytes)
{
    void *space = *free_space;
    *free_space += (bytes + 15) & ~(size_t)15;
    return space;
}

/* Everything a segment needs, in one block; the caller frees what is returned. */
static void *lay_out(Segment *s)
{
    size_t rows = (size_t)s->count + 2, few = (size_t)s->few, pairs = 0;
    size_t all = (size_t)(s->begin[rows] - s->begin[0]), square = rows * few * few;
    char *block, *next;
    for (size_t row = 1; row < rows; row++)
        pairs += (size_t)(width_of(s, (int)row) * width_of(s, (int)row - 1));
    block = next = malloc(16 * 9 + rows * sizeof(int64_t) + pairs * sizeof(Pair) +
                          2 * all * sizeof(float) + rows * (few + 1) * sizeof(int32_t) +
                          rows * few * sizeof(float) + 2 * square * sizeof(float));
    if (!block)
        return NULL;
    s->pair_at = take(&next, rows * sizeof(int64_t));
    s->pairs = take(&next, pairs * sizeof(Pair));
    /* Indexed as ids and scores are, over all segments. */
    s->forward = (float *)take(&next, all * sizeof(float)) - s->begin[0];
    s->backward = (float *)take(&next, all * sizeof(float)) - s->begin[0];
    s->kept = take(&next, rows * few * sizeof(int32_t));
    s->widths = take(&next, rows * sizeof(int32_t));
    s->fine = take(&next, rows * few * sizeof(float));
    s->ahead = take(&next, square * sizeof(float));
    s->behind = take(&next, square * sizeof(float));
    s->pair_at[0] = 0;
    s->pair_at[1] = 0;
    for (size_t row = 2; row < rows; row++)
        s->pair_at[row] = s->pair_at[row - 1] +
                          (int64_t)width_of(s, (int)row - 1) * width_of(s, (int)row - 2);
    return block;
}

static int decode(Segment *s, int32_t *taken, float *margins)
{
    void *block = lay_out(s);
    int failed;
    if (!block)
        return -1;
    ask_pairs(s);
    coarse(s);
    narrow(s);
    failed = fine(s);
    if (!failed)
        choose(s, taken, margins);
    free(block);
    return failed;
}

/* Decode segments of counts[n] slots, each between two boundary rows of one candidate.
 *
 * begin[row] says where a row's candidates begin, over all segments; there is one more
 * than there are rows. `taken` and `margins` have a place for each slot. Returns 0, or
 * -1 where memory ran out or `few` is too much.
 */
int ccn_decode(const Model *model, int segments, const int32_t *counts,
               const int32_t *begin, const int32_t *ids, const float *scores,
               const int32_t *twins, int few, float beam, int32_t *taken,
               float *margins)
{
    int failed = few > MOST_FEW;
    Remembered *recent = calloc(RECENT, sizeof(Remembered));
    if (!recent)
        return -1;
    for (int n = 0; n < segments && !failed; n++) {
        Segment s = {.model = model, .recent = recent, .count = counts[n], .ids = ids,
                     .scores = scores, .twins = twins, .begin = begin, .few = few,
                     .beam = beam};
        failed = decode(&s, taken, margins);
        begin += counts[n] + 2;
        twins += counts[n] + 2;
        taken += counts[n];
        margins += counts[n];
    }
    free(recent);
    return failed ? -1 : 0;
}
