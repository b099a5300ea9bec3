#pragma once

#include "tn3270/datastream/device_type.h"
#include "vtam/session_id.h"
#include "vtam/session_owner.h"

namespace server {

// What a client that asks for a LU is, for the holder of its session.
struct Claim {
  vtam::SessionOwner client{};
  tn3270::DeviceType device{};
  bool bind_image = false;  // it can be sent one
  bool returning = false;   // it has not named the LU: nothing is taken from a client that lives
};

// Somebody asks for a LU that another slot has.
struct Asker {
  vtam::SessionId id;
  Claim claim{};
};

}  // namespace server
