#include "tn3270/datastream/device_type.h"
