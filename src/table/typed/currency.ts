const symbols = "US$ A$ AU$ C$ CA$ NZ$ HK$ S$ R$ NT$ MX$ $ € £ ¥ ₹ ₩ ₽ ₪ ₺ ₴ ₫ ₦ ₱ ฿ ₡ ₲ ₵ ₸ ₼ ₾";
const words = "Rs. Rs kr. kr Fr. zł Kč Ft lei лв. лв руб. руб 元 円 원";
// ISO 4217, those in wide use; the list is closed so that no unit is taken for money.
const codes = `AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW KWD KZT MAD MXN MYR
  NGN NOK NZD OMR PEN PHP PKR PLN QAR RMB RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD VND ZAR`;

const currencies: readonly string[] = `${symbols} ${words} ${codes}`.split(/\s+/).sort((one, other) => other.length - one.length);

/** The longest mark of a currency at the start of the text: a symbol, a word such as `kr`, or a code of ISO 4217; undefined where there is none. */
export function leadingCurrency(text: string): string | undefined {
  return currencies.find((currency) => text.startsWith(currency));
}
