#include "vtam/directory.h"
