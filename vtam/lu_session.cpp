#include "vtam/lu_session.h"
