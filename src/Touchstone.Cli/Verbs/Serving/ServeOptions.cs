using System.CommandLine;
using Touchstone.Service.Consent;
using Touchstone.Service.Intake.Watching;
using Touchstone.Service.Platform;

namespace Touchstone.Cli.Verbs.Serving;

/// <summary>What serving and working take alike, and what only serving takes.</summary>
internal static class ServeOptions
{
    internal static readonly Option<string> Data = new("--data") { HelpName = "DIR", Description = "Folder of the database, the media and the keys; made when missing.", DefaultValueFactory = _ => DefaultFolder };
    internal static readonly Option<string?> Database = new("--database") { HelpName = "ADDRESS", Description = "PostgreSQL instead of the SQLite file in the folder: postgres://user:password@host:port/name. Better in TOUCHSTONE_DATABASE, where other people on the machine cannot read it.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TOUCHSTONE_DATABASE") };
    internal static readonly Option<string?> Blobs = new("--blobs") { HelpName = "ADDRESS", Description = "An S3-compatible store instead of the folder: s3://key:secret@host:port/bucket. Better in TOUCHSTONE_BLOBS.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TOUCHSTONE_BLOBS") };
    internal static readonly Option<int> Workers = new("--workers") { HelpName = "N", Description = "Examinations side by side in this process; 0 leaves them to worker nodes.", DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount / 2) };
    internal static readonly Option<int> Attempts = new("--attempts") { HelpName = "N", Description = "Times the process of an examination may break down before it is put aside.", DefaultValueFactory = _ => 3 };
    internal static readonly Option<string> Url = new("--url") { HelpName = "ADDRESS", Description = "Address to listen on.", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
    internal static readonly Option<string?> PublicUrl = new("--public-url") { HelpName = "ADDRESS", Description = "Address by which browsers know the service, where a proxy stands before it: https://touchstone.example.org." };
    internal static readonly Option<string[]> Proxies = new("--proxy") { HelpName = "ADDRESS", Description = "A proxy, or a network of them (10.0.0.0/24), whose X-Forwarded-For says who asks. May be given several times; no header is believed otherwise." };
    internal static readonly Option<string?> Certificate = new("--certificate") { HelpName = "FILE", Description = "Certificate for an https address: PKCS#12, or PEM with its key beside it (.key). Its password, if any, stands in TOUCHSTONE_CERTIFICATE_PASSWORD." };
    internal static readonly Option<string?> ProtectKeysWith = new("--protect-keys-with") { HelpName = "FILE", Description = "Certificate with its key, in either form, that encrypts the keys of the cookies and of stored secrets in the folder." };
    internal static readonly Option<int> QueueLimit = new("--queue-limit") { HelpName = "N", Description = "Examinations that may wait; one more is refused with 429.", DefaultValueFactory = _ => 1000 };
    internal static readonly Option<int> RequestsPerMinute = new("--requests-per-minute") { HelpName = "N", Description = "Requests to the interface that one key or person may make in a minute; one more is refused with 429.", DefaultValueFactory = _ => 3000 };
    internal static readonly Option<long> MaximumUpload = new("--maximum-upload") { HelpName = "BYTES", Description = "Largest upload.", DefaultValueFactory = _ => 4L << 30 };
    internal static readonly Option<string?> JournalKey = new("--journal-key") { HelpName = "FILE", Description = "Private key of the journal (PEM, P-256); made in the folder when not named." };

    internal static readonly Option<string[]> FetchFrom = new("--fetch-from") { HelpName = "HOST", Description = "A host that media may be fetched from by address: a name, *.name, or name:port. May be given several times; none otherwise.", AllowMultipleArgumentsPerToken = false };
    internal static readonly Option<string?> Watch = new("--watch") { HelpName = "DIR", Description = "A folder whose files are taken in as they come; they are moved to done/ or refused/ in it." };
    internal static readonly Option<RightsBasis> WatchBasis = new("--watch-basis") { HelpName = "GROUND", Description = "On what ground files of the watched folder may be kept, unless NAME.rights.json beside them says otherwise." };
    internal static readonly Option<string?> WatchSource = new("--watch-source") { HelpName = "TEXT", Description = "Where files of the watched folder come from." };
    internal static readonly Option<string[]> Examiner = new("--examiner") { HelpName = "PROGRAM", Description = "Another program that examines, with its arguments; for tests and measurements.", Hidden = true, DefaultValueFactory = _ => [] };

    private static string DefaultFolder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "touchstone");

    /// <summary>Where a service keeps what it has, for verbs beside it.</summary>
    internal static ServiceOptions Folder(ParseResult parsed) => new()
    {
        DataFolder = Path.GetFullPath(parsed.GetRequiredValue(Data)), Database = parsed.GetValue(Database), Blobs = parsed.GetValue(Blobs), JournalKey = parsed.GetValue(JournalKey),
    };

    internal static ServiceOptions Shared(ParseResult parsed) => new()
    {
        DataFolder = Path.GetFullPath(parsed.GetRequiredValue(Data)), Database = parsed.GetValue(Database), Blobs = parsed.GetValue(Blobs),
        Workers = parsed.GetValue(Workers), Attempts = parsed.GetValue(Attempts), JournalKey = parsed.GetValue(JournalKey),
        Examiner = parsed.GetValue(Examiner) ?? [],
    };

    internal static ServiceOptions Serving(ParseResult parsed) => Shared(parsed) with
    {
        Url = parsed.GetRequiredValue(Url), PublicUrl = parsed.GetValue(PublicUrl)?.TrimEnd('/'), Proxies = parsed.GetValue(Proxies) ?? [], SingleSignOn = SignOnChoice.Of(parsed),
        Certificate = parsed.GetValue(Certificate), ProtectKeysWith = parsed.GetValue(ProtectKeysWith), CertificatePassword = Environment.GetEnvironmentVariable(ServiceOptions.CertificatePasswordVariable),
        QueueLimit = parsed.GetValue(QueueLimit), RequestsPerMinute = parsed.GetValue(RequestsPerMinute), MaximumUploadBytes = parsed.GetValue(MaximumUpload), FetchHosts = parsed.GetValue(FetchFrom) ?? [],
        Watch = parsed.GetValue(Watch) is { } folder ? new WatchTerms(Path.GetFullPath(folder), new Rights(parsed.GetValue(WatchBasis), parsed.GetValue(WatchSource) ?? "")) : null,
    };
}
