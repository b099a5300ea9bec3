#include "tn3270/protocol/record_buffer.h"

#include "config/verify.h"

namespace tn3270 {

void RecordBuffer::next_feed() {
  bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(start_));
  start_ = 0;
}

RecordBuffer::Fit RecordBuffer::append(Bytes run) {
  if (run.size() > longest_ - (bytes_.size() - start_)) {
    return Fit::TooLong;
  }
  bytes_.insert(bytes_.end(), run.begin(), run.end());
  return Fit::Taken;
}

RecordBuffer::Place RecordBuffer::finish() {
  const Place place{static_cast<std::uint32_t>(start_),
                    static_cast<std::uint32_t>(bytes_.size() - start_)};
  start_ = bytes_.size();
  return place;
}

Bytes RecordBuffer::view(Place place) const {
  VERIFY(std::size_t{place.offset} + place.length <= start_, "a record of the last feed()");
  return Bytes(bytes_).subspan(place.offset, place.length);
}

void RecordBuffer::forget() {
  next_feed();
  if (bytes_.empty()) {
    ByteBuffer().swap(bytes_);
  }
}

}  // namespace tn3270
