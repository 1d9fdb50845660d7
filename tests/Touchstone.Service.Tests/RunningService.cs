using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Service.Cases;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

[assembly: AssemblyFixture(typeof(Touchstone.Service.Tests.RunningService))]

namespace Touchstone.Service.Tests;

/// <summary>The real program with a fresh folder, and someone signed in as its first administrator.</summary>
public sealed class RunningService : IAsyncLifetime
{
    public const string Email = ServiceProgram.Email;
    public const string Password = ServiceProgram.Password;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-service-");
    private ServiceProgram? _program;

    public static string Root { get; } = FindRoot();

    public static string Program { get; } = Path.Combine(Root, "artifacts/bin/Touchstone.Cli/release/touchstone");

    /// <summary>How the interface writes JSON.</summary>
    public static JsonSerializerOptions Json => ServiceProgram.Json;

    public Uri Address => _program!.Address;

    public string DataFolder => _folder.FullName;

    /// <summary>Signed in as the first administrator.</summary>
    public HttpClient Client => _program!.Client;

    /// <summary>Signed in as nobody; follows no redirection.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _program = new ServiceProgram(Program, DataFolder);
        Stranger = _program.NewClient(follow: false);
        await _program.ServeAsync();
        await _program.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Stranger?.Dispose();
        if (_program is not null) await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Uploads bytes as a file.</summary>
    public Task<HttpResponseMessage> UploadAsync(byte[] bytes, string name) => UploadAsync(Client, bytes, name);

    /// <summary>Uploads bytes as a file, as another client and with further headers.</summary>
    public static Task<HttpResponseMessage> UploadAsync(HttpClient client, byte[] bytes, string name, params (string Name, string Value)[] headers) => ServiceProgram.UploadAsync(client, bytes, name, headers);

    /// <summary>A client with a new key of these scopes.</summary>
    public Task<HttpClient> WithKeyAsync(params string[] scopes) => _program!.WithKeyAsync(scopes);

    /// <summary>Signed in as someone new with these roles.</summary>
    public async Task<HttpClient> SomeoneAsync(string name, params string[] roles)
    {
        var email = $"{name}@example.org";
        (await Client.PostAsJsonAsync("/api/v1/accounts", new { email, displayName = name, password = Password, roles })).EnsureSuccessStatusCode();
        var client = _program!.NewClient();
        await SendFormAsync(client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = Password });
        return client;
    }

    /// <summary>The case after its examination has ended.</summary>
    public Task<CaseSummary> EndOfAsync(Receipt receipt) => _program!.EndOfAsync(receipt, Patience);

    /// <summary>Fills a form of a static page in, as a browser does: with its anti-forgery token.</summary>
    public static Task<HttpResponseMessage> SendFormAsync(HttpClient client, string page, string form, Dictionary<string, string> fields) => ServiceProgram.SendFormAsync(client, page, form, fields);

    private static string FindRoot()
    {
        var folder = Environment.GetEnvironmentVariable("TOUCHSTONE_ROOT") ?? AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Touchstone.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
