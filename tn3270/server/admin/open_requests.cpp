#include "tn3270/server/admin/open_requests.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "config/limits.h"

namespace server {

namespace limits = config::limits;

std::uint64_t OpenRequests::open(Connection connection, std::unique_ptr<HttpExchange> exchange) {
  Row row;
  row.serial = ++serial_;
  row.exchange = std::move(exchange);
  table_.insert_or_assign(connection, std::move(row));
  return serial_;
}

OpenRequests::Table::iterator OpenRequests::find(Connection connection, std::uint64_t serial) {
  const auto found = table_.find(connection);
  return found == table_.end() || found->second.serial != serial ? table_.end() : found;
}

void OpenRequests::answer(Connection connection, std::uint64_t serial, HttpResponse response) {
  const auto row = find(connection, serial);
  if (row == table_.end() || row->second.source) {
    return;
  }
  if (response.stream) {
    return begin_stream(row, std::move(response));
  }
  const auto exchange = std::move(row->second.exchange);
  table_.erase(row);
  exchange->answer(std::move(response));
}

void OpenRequests::begin_stream(Table::iterator row, HttpResponse response) {
  const auto connection = row->first;
  Row& one = row->second;
  one.exchange->begin(response);
  one.source = std::move(response.stream);
  one.source->wake_with([weak = weak_from_this(), post = post_, connection, serial = one.serial] {
    post([weak, connection, serial] {
      if (const auto table = weak.lock()) {
        table->pump(connection, serial);
      }
    });
  });
  pump(connection, one.serial);
}

void OpenRequests::pump(Connection connection, std::uint64_t serial) {
  const auto row = find(connection, serial);
  if (row == table_.end() || !row->second.source || row->second.writing) {
    return;
  }
  std::string piece;
  if (row->second.source->take(limits::kHttpPiece, piece) == BodySource::State::Ended) {
    finish(row, std::move(piece), [] {});
  } else if (!piece.empty()) {
    send(row, std::move(piece));
  }
}

void OpenRequests::send(Table::iterator row, std::string piece) {
  Row& one = row->second;
  one.writing = true;
  one.silent = {};
  one.exchange->send(std::move(piece),
                     [weak = weak_from_this(), connection = row->first, serial = one.serial] {
                       const auto table = weak.lock();
                       if (!table) {
                         return;
                       }
                       const auto sent = table->find(connection, serial);
                       if (sent != table->table_.end()) {
                         sent->second.writing = false;
                         table->pump(connection, serial);
                       }
                     });
}

void OpenRequests::finish(Table::iterator row, std::string last, std::function<void()> done) {
  const auto exchange = std::move(row->second.exchange);
  table_.erase(row);
  exchange->end(std::move(last), std::move(done));
}

void OpenRequests::look(config::Ticks heartbeat) {
  std::vector<std::pair<Connection, std::uint64_t>> streams;
  for (auto& [connection, row] : table_) {
    if (row.source) {
      row.silent += limits::kHttpLook;
      streams.emplace_back(connection, row.serial);
    }
  }
  for (const auto& [connection, serial] : streams) {
    pump(connection, serial);
    const auto row = find(connection, serial);
    if (row != table_.end() && !row->second.writing && row->second.silent >= heartbeat) {
      send(row, "\n");
    }
  }
}

void OpenRequests::end_streams(const std::function<void()>& done) {
  const auto left = std::make_shared<std::size_t>(1);
  const auto one_less = [left, done] {
    if (--*left == 0) {
      done();
    }
  };
  for (auto row = table_.begin(); row != table_.end();) {
    const auto one = row++;
    if (one->second.source) {
      std::string last;
      static_cast<void>(one->second.source->take(limits::kTraceQueue, last));
      ++*left;
      finish(one, std::move(last), one_less);
    }
  }
  one_less();
}

}  // namespace server
