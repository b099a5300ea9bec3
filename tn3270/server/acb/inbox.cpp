#include "tn3270/server/acb/inbox.h"

#include <asio/post.hpp>

namespace server {

AcbInbox::AcbInbox(std::function<void()> take)
    : take_(std::move(take)), mailbox_([this] { asio::post(context_, [this] { take_(); }); }) {}

}  // namespace server
