#include "tn3270/protocol/terminal_link.h"
