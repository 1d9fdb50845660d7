using Touchstone.Service.Accounts.SingleSignOn;
using Touchstone.Service.Intake.Watching;
using Touchstone.Service.Platform.Blobs;
using Touchstone.Service.Platform.Hosting;

namespace Touchstone.Service.Platform;

/// <summary>How the service runs. Everything has a default that suits one machine.</summary>
public sealed record ServiceOptions
{
    /// <summary>Folder of the database, the media, the keys. Made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Database: null for a SQLite file in the data folder, or postgres://user:password@host:port/name.</summary>
    public string? Database { get; init; }

    /// <summary>Media: null for a folder below the data folder, or s3://key:secret@host:port/bucket (s3+http:// without TLS).</summary>
    public string? Blobs { get; init; }

    /// <summary>Whether people come by TLS.</summary>
    public bool IsEncrypted => (PublicUrl ?? Url).StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Address to listen on.</summary>
    public string Url { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Address by which browsers know the service, where a proxy stands before it; null for <see cref="Url"/>.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Addresses or networks of proxies whose word is taken on where a request came from.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Environment variable of <see cref="CertificatePassword"/>: a command line is read by everybody on the machine.</summary>
    public const string CertificatePasswordVariable = "TOUCHSTONE_CERTIFICATE_PASSWORD";

    /// <summary>Certificate with its key (PKCS#12 or PEM) for an https address.</summary>
    public string? Certificate { get; init; }

    /// <summary>Password of <see cref="Certificate"/> and <see cref="ProtectKeysWith"/>, or null.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>Certificate with its key that encrypts the keys of the cookies and of stored secrets where they lie; null leaves them to the folder's permissions.</summary>
    public string? ProtectKeysWith { get; init; }

    /// <summary>Examinations side by side in this process; 0 leaves them to worker nodes. Range 0 to 64.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Examinations that may wait; one more is answered with 429. Range 1 to 1,000,000.</summary>
    public int QueueLimit { get; init; } = 1000;

    /// <summary>Requests to the interface that one key or person may make in a minute; one more is answered with 429. Range 60 to 10,000,000.</summary>
    public int RequestsPerMinute { get; init; } = 3000;

    /// <summary>Times the process of an examination may break down before it is put aside. Range 1 to 20.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Largest upload, bytes. Range 1 to 16 GiB.</summary>
    public long MaximumUploadBytes { get; init; } = 4L << 30;

    /// <summary>Hosts that media may be fetched from: names, *.names, name:port where the port is not the usual one; none by default.</summary>
    public IReadOnlyList<string> FetchHosts { get; init; } = [];

    /// <summary>A folder whose files are taken in; null for none.</summary>
    public WatchTerms? Watch { get; init; }

    /// <summary>The private key of the journal; null for a file in the data folder, made when missing.</summary>
    public string? JournalKey { get; init; }

    /// <summary>Whether pages and the interface are served; false for a worker node.</summary>
    public bool ServesHttp { get; init; } = true;

    /// <summary>The program that examines, with its arguments; empty for this one. Tests and measurements put another in its place.</summary>
    public IReadOnlyList<string> Examiner { get; init; } = [];

    /// <summary>How people of an organisation come in by its OpenID provider; null for accounts of this service alone.</summary>
    public SignOnOptions? SingleSignOn { get; init; }

    /// <summary>Path of the SQLite file.</summary>
    public string DatabaseFile => Path.Combine(DataFolder, "touchstone.db");

    /// <summary>Where that file lies after it was moved to PostgreSQL.</summary>
    public string MovedDatabaseFile => DatabaseFile + ".moved";

    /// <summary>Folder of the media, where no object store is named.</summary>
    public string BlobFolder => Path.Combine(DataFolder, "media");

    /// <summary>The private key of the journal.</summary>
    public string JournalKeyFile => JournalKey ?? Path.Combine(KeyFolder, "journal.pem");

    /// <summary>Folder of keys, readable by the owner alone.</summary>
    public string KeyFolder => Path.Combine(DataFolder, "keys");

    /// <summary>Everything that is wrong with these options, one sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Workers is < 0 or > 64) problems.Add("--workers takes 0 to 64.");
        if (QueueLimit is < 1 or > 1_000_000) problems.Add("--queue-limit takes 1 to 1,000,000.");
        if (RequestsPerMinute is < 60 or > 10_000_000) problems.Add("--requests-per-minute takes 60 to 10,000,000.");
        if (Attempts is < 1 or > 20) problems.Add("--attempts takes 1 to 20.");
        if (MaximumUploadBytes is < 1 or > 16L << 30) problems.Add("--maximum-upload takes 1 to 16 GiB.");
        if (Database is not null && ConnectionText.Problem(Database) is { } problem) problems.Add(problem);
        if (Database is null && !File.Exists(DatabaseFile) && File.Exists(MovedDatabaseFile)) problems.Add($"The database of this folder was moved to PostgreSQL: name it with --database. To go back to the old state, rename {MovedDatabaseFile}.");
        if (Blobs is not null && ObjectStoreAddress.Parse(Blobs) is null) problems.Add("--blobs takes s3://key:secret@host:port/bucket, or s3+http:// for a server without TLS.");
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) problems.Add("--url takes an http or https address such as http://127.0.0.1:8080.");
        else if (url.Scheme == "https" && Certificate is null) problems.Add("An https address needs --certificate.");
        foreach (var file in new[] { Certificate, ProtectKeysWith }.OfType<string>().Where(f => !File.Exists(f))) problems.Add($"There is no certificate {file}.");
        if (Watch?.Problem(DataFolder) is { } watching) problems.Add(watching);
        if (!ServesHttp && Database is null) problems.Add("A worker node needs --database postgres://…: the SQLite file belongs to one process.");
        if (!ServesHttp && !File.Exists(JournalKeyFile)) problems.Add("A worker node signs the journal with the service's key: name it with --journal-key, or share the folder (--data). Start the service first; it makes the key.");
        problems.AddRange(ProxySetup.Problems(this));
        problems.AddRange(SingleSignOn?.Problems() ?? []);
        return problems;
    }
}
