#include "tn3270/server/reactor/moving_client.h"

#include <unistd.h>

namespace server {

Wire::~Wire() {
  if (descriptor >= 0) {
    ::close(descriptor);
  }
}

MovingClientPtr make_moving_client() {
  return {std::make_unique<MovingClient>().release(),
          [](MovingClient* client) { std::default_delete<MovingClient>()(client); }};
}

}  // namespace server
