#pragma once

#include <string>
#include <string_view>

#include "tn3270/server/tls/pem_blocks.h"

namespace server {

// Whether a file is PKCS#12 (.p12, .pfx) rather than text.
[[nodiscard]] bool looks_like_pkcs12(std::string_view bytes);

// As read_pem_blocks().
[[nodiscard]] std::string read_pkcs12(std::string_view bytes, const Password& password,
                                      PemBlocks& found);

}  // namespace server
