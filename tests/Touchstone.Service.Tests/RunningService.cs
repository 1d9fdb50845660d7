using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Intake;

[assembly: AssemblyFixture(typeof(Touchstone.Service.Tests.RunningService))]

namespace Touchstone.Service.Tests;

/// <summary>The real program with a fresh folder, and someone signed in as its first administrator.</summary>
public sealed partial class RunningService : IAsyncLifetime
{
    public const string Email = "first@example.org";
    public const string Password = "a long pass phrase";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-service-");
    private Process? _process;

    public static string Root { get; } = FindRoot();

    public static string Program { get; } = Path.Combine(Root, "artifacts/bin/Touchstone.Cli/release/touchstone");

    /// <summary>How the interface writes JSON.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public Uri Address { get; private set; } = null!;

    public string DataFolder => _folder.FullName;

    /// <summary>Signed in as the first administrator.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Signed in as nobody; follows no redirection.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        _process = Process.Start(new ProcessStartInfo(Program, ["serve", "--data", DataFolder, "--url", Address.ToString().TrimEnd('/')]) { RedirectStandardOutput = true })!;
        Stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        var link = await LinkAsync();
        await SendFormAsync(Client, link, "first", new() { ["Input.Name"] = "First Person", ["Input.Email"] = Email, ["Input.Password"] = Password });
        await SendFormAsync(Client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = Email, ["Input.Password"] = Password });
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Stranger?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Uploads bytes as a file.</summary>
    public Task<HttpResponseMessage> UploadAsync(byte[] bytes, string name) => UploadAsync(Client, bytes, name);

    /// <summary>Uploads bytes as a file, as another client and with further headers.</summary>
    public static async Task<HttpResponseMessage> UploadAsync(HttpClient client, byte[] bytes, string name, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/specimens") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        foreach (var (header, value) in headers) request.Headers.Add(header, value);
        return await client.SendAsync(request);
    }

    /// <summary>A client with a new key of these scopes.</summary>
    public async Task<HttpClient> WithKeyAsync(params string[] scopes)
    {
        using var made = await Client.PostAsJsonAsync("/api/v1/keys", new { name = "a test", scopes, days = 1 });
        var secret = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString();
        return new HttpClient { BaseAddress = Address, DefaultRequestHeaders = { Authorization = new("Bearer", secret) } };
    }

    /// <summary>The case after its examination has ended.</summary>
    public async Task<CaseSummary> EndOfAsync(Receipt receipt)
    {
        var until = Stopwatch.StartNew();
        while (true)
        {
            var found = (await Client.GetFromJsonAsync<CaseSummary>($"/api/v1/cases/{receipt.Case}", Json))!;
            if (found.Progress is not (ExaminationState.Queued or ExaminationState.Running)) return found;
            Assert.True(until.Elapsed < StartTime, $"The examination is {found.Progress} after {until.Elapsed}.");
            await Task.Delay(100);
        }
    }

    /// <summary>Fills a form of a static page in, as a browser does: with its anti-forgery token.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(HttpClient client, string page, string form, Dictionary<string, string> fields)
    {
        var html = await client.GetStringAsync(page);
        fields["__RequestVerificationToken"] = Token().Match(html).Groups[1].Value;
        fields["_handler"] = form;
        return await client.PostAsync(page, new FormUrlEncodedContent(fields));
    }

    private async Task<string> LinkAsync()
    {
        var until = Stopwatch.StartNew();
        while (until.Elapsed < StartTime && await _process!.StandardOutput.ReadLineAsync() is { } line)
            if (Link().Match(line) is { Success: true } match) { await ReadyAsync(until); return match.Value; }
        throw new InvalidOperationException("The service printed no link for the first account.");
    }

    private async Task ReadyAsync(Stopwatch until)
    {
        while (true)
        {
            try
            {
                if ((await Stranger.GetAsync("/health/ready")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (until.Elapsed < StartTime)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = Environment.GetEnvironmentVariable("TOUCHSTONE_ROOT") ?? AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Touchstone.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("/account/first\\?token=\\S+")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
