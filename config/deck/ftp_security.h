#pragma once

#include <vector>

#include "config/deck/card.h"
#include "config/deck/reading.h"

namespace config::deck {

// The member BSTTSCTY.T: FTP-IP and FTP-IP6 lines, which go into Draft::ftp_access in their order.
// What else stands in it is about users of an FTP server and is noted.
void read_ftp_security(const std::vector<Card>& cards, Reading& reading);

}  // namespace config::deck
