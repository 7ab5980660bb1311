# Documents come in as a JSON array of texts; what Jekyll makes of each goes out the same way, in the order of its
# pipeline: Liquid, then kramdown, both as a site without options of its own sets them up.
require "jekyll"
require "json"

config = Jekyll.configuration("quiet" => true, "disable_disk_cache" => true, "source" => ARGV.fetch(0))
Jekyll.logger.log_level = :error
renderer = Jekyll::Site.new(config).liquid_renderer
parser = Jekyll::Converters::Markdown::KramdownParser.new(config)
pages = JSON.parse($stdin.read).each_with_index.map do |document, index|
  parser.convert(renderer.file("document-#{index}").parse(document).render!({}, {}))
end
$stdout.write(JSON.generate(pages))
