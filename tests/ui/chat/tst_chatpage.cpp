#include "tests/ui/support/fixture.h"
int main() { return 0; }
