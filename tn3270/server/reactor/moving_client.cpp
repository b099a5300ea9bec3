#include "tn3270/server/reactor/moving_client.h"

#include <unistd.h>

namespace server {

Wire::~Wire() {
  if (descriptor >= 0) {
    ::close(descriptor);
  }
}

}  // namespace server
