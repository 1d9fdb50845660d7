// Serves S3 from a folder on a free port of 127.0.0.1, with a bucket for each test; prints the port, and ends with its input.
// What this server is no witness of: it answers reads whatever their signature.
import S3rver from "s3rver";

const buckets = ["contents", "service"].map((name) => ({ name }));
const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory: process.argv[2], configureBuckets: buckets });
// It names the XML of its answers otherwise than Amazon's S3 and other servers do, by which clients know them.
server.middleware.unshift(async (context, next) => {
  await next();
  if (typeof context.body === "string") context.body = context.body.replace("http://doc.s3.amazonaws.com/2006-03-01/", "http://s3.amazonaws.com/doc/2006-03-01/");
});
console.log((await server.run()).port);
process.stdin.resume().on("end", () => process.exit(0));
