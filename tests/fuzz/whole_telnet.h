#pragma once

#include "tn3270/datastream/bytes.h"

namespace fuzz {

// What a link has written is whole telnet: no command, sub-negotiation or doubled IAC is cut.
void require_whole_telnet(tn3270::Bytes out);

}  // namespace fuzz
