using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts;
using Touchstone.Service.Accounts.Changing;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Accounts;

public sealed class SignedInStillTests
{
    [Fact]
    public async Task An_open_page_notices_that_its_person_may_no_longer()
    {
        await using var service = await EmptyService.StartAsync(services =>
        {
            services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>().AddSingleton<Sessions>().AddSingleton<AccountChanges>().AddSingleton<AccountDirectory>();
            services.AddIdentityCore<Account>().AddRoles<IdentityRole<Guid>>().AddEntityFrameworkStores<Database>();
        });
        await service.Get<AccountDirectory>().PrepareAsync(CancellationToken.None);
        await service.Get<AccountDirectory>().CreateAsync(new NewAccount("open@example.org", "Open", RunningService.Password, [Roles.Viewer]), "system", CancellationToken.None);
        await using var scope = service.Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (await users.FindByEmailAsync("open@example.org"))!;
        var person = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(users.Options.ClaimsIdentity.UserIdClaimType, account.Id.ToString()), new Claim(users.Options.ClaimsIdentity.SecurityStampClaimType, account.SecurityStamp!)], "cookie"));
        var sessions = service.Get<Sessions>();
        Task<bool> HoldsAsync() => SignedInStill.HoldsAsync(users, sessions, person, CancellationToken.None);

        Assert.False(await HoldsAsync());
        await sessions.StoreAsync(new(person, "cookie"));
        Assert.True(await HoldsAsync());
        await sessions.EndAsync(account.Id, Actors.System, CancellationToken.None);
        Assert.False(await HoldsAsync());
        await sessions.StoreAsync(new(person, "cookie"));
        await users.UpdateSecurityStampAsync(account);
        Assert.False(await HoldsAsync());
    }
}
