/* Static maps from keys to small values: the read side of hashing.py, compiled. */
#include <stdint.h>

typedef struct {
    const uint8_t *packed;
    uint64_t segment;     /* slots of one segment, a power of two */
    uint64_t span;        /* slots that can be a key's first */
    uint64_t salt;
    uint32_t print_bits;  /* a slot: fingerprint over value */
    uint32_t bits;
} Table;

static uint64_t mixed(const Table *table, uint64_t key)
{
    uint64_t z = key + table->salt;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* 64 bits from any byte on, the lowest first; compilers make one load of it. */
static uint64_t word_at(const uint8_t *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
           (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 |
           (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

static uint64_t slot_at(const Table *table, uint64_t at)
{
    uint64_t bit = at * (table->print_bits + table->bits);
    return word_at(table->packed + (bit >> 3)) >> (bit & 7);
}

/* Whether the key is there; its value is rubbish where it is not. */
static int find(const Table *table, uint64_t key, uint32_t *value)
{
    uint64_t hash = mixed(table, key), again = hash * 0xBF58476D1CE4E5B9u;
    uint64_t mask = table->segment - 1, first = ((hash >> 32) * table->span) >> 32;
    uint64_t found = slot_at(table, first), print;
    again ^= again >> 29;
    for (int n = 1; n < 4; n++)
        found ^= slot_at(table, (first + (uint64_t)n * table->segment) ^
                                    ((again >> (16 * n)) & mask));
    print = again & ((1ull << table->print_bits) - 1);
    *value = (uint32_t)(found & ((1ull << table->bits) - 1));
    return ((found >> table->bits) & ((1ull << table->print_bits) - 1)) == print;
}
