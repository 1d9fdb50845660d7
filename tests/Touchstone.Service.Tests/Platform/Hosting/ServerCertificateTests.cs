using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Touchstone.Media;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Platform.Hosting;

public sealed partial class ServerCertificateTests : IDisposable
{
    private const string Password = "of the file";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-tls-");
    private readonly X509Certificate2 _certificate = Make();

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("own.pem", null)]
    [InlineData("own.crt", Password)]
    [InlineData("own.pfx", null)]
    [InlineData("own.p12", Password)]
    public async Task People_come_by_TLS_with_secure_cookies_and_stay_with_it(string file, string? password)
    {
        Write(file, password);
        await using var service = new TlsService(Path.Combine(_folder.FullName, "data"), Path.Combine(_folder.FullName, file), password, _certificate.Thumbprint);
        var link = await service.LinkAsync();
        using var page = await service.Client.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.StartsWith("max-age=", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        await ServiceProgram.SendFormAsync(service.Client, link, "first", new() { ["Input.Name"] = "First Person", ["Input.Email"] = ServiceProgram.Email, ["Input.Password"] = ServiceProgram.Password });
        using var signedIn = await ServiceProgram.SendFormAsync(service.Client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = ServiceProgram.Email, ["Input.Password"] = ServiceProgram.Password });
        Assert.EndsWith("/cases", signedIn.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        var cookies = service.Cookies.GetAllCookies();
        Assert.Contains(cookies, c => c.Name == "__Host-touchstone");
        Assert.All(cookies, c => Assert.True(c is { Secure: true, HttpOnly: true }, c.Name));
        // The keys of the cookies lie encrypted where they were asked to.
        Assert.All(Directory.GetFiles(Path.Combine(service.DataFolder, "keys", "cookies")), key => Assert.DoesNotContain("<masterKey", File.ReadAllText(key), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("empty.pfx")]
    [InlineData("alone.pem")]
    [InlineData("other key.pem")]
    [InlineData("locked.p12")]
    [InlineData("public.pfx")]
    public async Task A_certificate_that_cannot_be_used_is_refused_with_what_to_do(string file)
    {
        var path = Path.Combine(_folder.FullName, file);
        if (file == "empty.pfx") await File.WriteAllTextAsync(path, "");
        if (file == "locked.p12") await File.WriteAllBytesAsync(path, _certificate.Export(X509ContentType.Pkcs12, Password));
        if (file == "public.pfx") await File.WriteAllBytesAsync(path, new X509Certificate2Collection(X509CertificateLoader.LoadCertificate(_certificate.RawData)).Export(X509ContentType.Pkcs12)!);
        if (file.EndsWith(".pem", StringComparison.Ordinal)) await File.WriteAllTextAsync(path, _certificate.ExportCertificatePem());
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (file == "other key.pem") await File.WriteAllTextAsync(Path.ChangeExtension(path, ".key"), other.ExportPkcs8PrivateKeyPem());
        foreach (var option in new[] { "--certificate", "--protect-keys-with" })
        {
            var (code, output) = await Command.RunAsync("serve", "--data", Path.Combine(_folder.FullName, "data"), "--url", option == "--certificate" ? "https://127.0.0.1:9" : "http://127.0.0.1:9", option, path);
            Assert.Equal(2, code);
            Assert.Contains($"({Codes.ServiceCertificate})", output, StringComparison.Ordinal);
            Assert.Contains("TOUCHSTONE_CERTIFICATE_PASSWORD", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_certificate_that_is_not_there_is_refused_as_an_option()
    {
        var (code, output) = await Command.RunAsync("serve", "--data", Path.Combine(_folder.FullName, "data"), "--url", "https://127.0.0.1:9", "--certificate", "nowhere.pem");
        Assert.Equal(2, code);
        Assert.Contains($"There is no certificate nowhere.pem. ({Codes.ServiceOption})", output, StringComparison.Ordinal);
    }

    private void Write(string file, string? password)
    {
        var path = Path.Combine(_folder.FullName, file);
        if (Path.GetExtension(file) is ".pfx" or ".p12")
        {
            File.WriteAllBytes(path, _certificate.Export(X509ContentType.Pkcs12, password));
            return;
        }
        using var key = _certificate.GetRSAPrivateKey()!;
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        File.WriteAllText(path, _certificate.ExportCertificatePem());
        File.WriteAllText(Path.ChangeExtension(path, ".key"), password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, encryption));
    }

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>The real program behind TLS; the client believes its certificate and no other.</summary>
    private sealed partial class TlsService : IAsyncDisposable
    {
        private readonly Process _process;

        internal TlsService(string folder, string certificate, string? password, string thumbprint)
        {
            DataFolder = folder;
            var address = new Uri($"https://127.0.0.1:{ServiceProgram.FreePort()}");
            var start = new ProcessStartInfo(RunningService.Program, ["serve", "--data", folder, "--url", address.ToString().TrimEnd('/'), "--certificate", certificate, "--protect-keys-with", certificate]) { RedirectStandardOutput = true };
            if (password is not null) start.Environment["TOUCHSTONE_CERTIFICATE_PASSWORD"] = password;
            _process = Process.Start(start)!;
            Client = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, ServerCertificateCustomValidationCallback = (_, c, _, _) => c?.Thumbprint == thumbprint }) { BaseAddress = address };
        }

        internal string DataFolder { get; }

        internal CookieContainer Cookies { get; } = new();

        internal HttpClient Client { get; }

        internal async Task<string> LinkAsync()
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
                if (Link().Match(line) is { Success: true } match) return match.Value;
            throw new InvalidOperationException("The service printed no link.");
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            if (!_process.HasExited) await ServiceProgram.KillAsync(_process);
            _process.Dispose();
        }

        [GeneratedRegex("/account/first\\?token=\\S+")]
        private static partial Regex Link();
    }
}
